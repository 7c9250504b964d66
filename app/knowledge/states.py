"""An article's life, the life of a text that is being worked on, and why an article is looked at again."""

from enum import StrEnum

from app.kit.texts import N_


class ArticleState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    NEEDS_CHECK = "needs_check"
    ARCHIVED = "archived"


ARTICLE_MOVES = {
    ArticleState.DRAFT: frozenset({ArticleState.IN_REVIEW, ArticleState.ARCHIVED}),
    ArticleState.IN_REVIEW: frozenset({ArticleState.PUBLISHED, ArticleState.DRAFT, ArticleState.ARCHIVED}),
    ArticleState.PUBLISHED: frozenset({ArticleState.NEEDS_CHECK, ArticleState.ARCHIVED}),
    ArticleState.NEEDS_CHECK: frozenset({ArticleState.PUBLISHED, ArticleState.ARCHIVED}),
    ArticleState.ARCHIVED: frozenset({ArticleState.NEEDS_CHECK, ArticleState.DRAFT}),
}
READ = frozenset({ArticleState.PUBLISHED, ArticleState.NEEDS_CHECK})
"""Shown in lists and given as an answer."""


class Stage(StrEnum):
    """Where a text stands that is not published yet: somebody writes, or somebody else reads it."""

    WRITING = "writing"
    IN_REVIEW = "in_review"


STAGE_MOVES = {
    Stage.WRITING: frozenset({Stage.IN_REVIEW}),
    Stage.IN_REVIEW: frozenset({Stage.WRITING}),
}


class CheckReason(StrEnum):
    """Why a published article is looked at again."""

    HAND = "hand"
    VERSION = "version"
    AGE = "age"
    SOURCE = "source"
    RESTORED = "restored"


CHECK_SENTENCES = {
    CheckReason.HAND: N_("An editor asked for a check."),
    CheckReason.VERSION: N_("A newer version of the product came out."),
    CheckReason.AGE: N_("It has not been checked for a long time."),
    CheckReason.SOURCE: N_("The answer it is made of carries a caution now."),
    CheckReason.RESTORED: N_("It comes back from the archive."),
}


class LinkKind(StrEnum):
    """How a question and an article met."""

    MADE_FROM = "made_from"
    ANSWERED_WITH = "answered_with"
    ASKED_WITH = "asked_with"
    READ_BEFORE = "read_before"


class GapKind(StrEnum):
    """How somebody did not find what they looked for."""

    ZERO_RESULTS = "zero_results"
    NOT_WHAT_I_LOOKED_FOR = "not_what_i_looked_for"
    NOT_FOUND = "not_found"


GAP_NAMES = {
    GapKind.ZERO_RESULTS: N_("a search without results"),
    GapKind.NOT_WHAT_I_LOOKED_FOR: N_("found something else"),
    GapKind.NOT_FOUND: N_("not found"),
}


class GapState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
