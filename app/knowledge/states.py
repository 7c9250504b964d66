"""An article's life."""

from enum import StrEnum


class ArticleState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    NEEDS_CHECK = "needs_check"
    ARCHIVED = "archived"


ARTICLE_MOVES = {
    ArticleState.DRAFT: frozenset({ArticleState.IN_REVIEW, ArticleState.ARCHIVED}),
    ArticleState.IN_REVIEW: frozenset({ArticleState.PUBLISHED, ArticleState.DRAFT}),
    ArticleState.PUBLISHED: frozenset({ArticleState.NEEDS_CHECK, ArticleState.ARCHIVED}),
    ArticleState.NEEDS_CHECK: frozenset({ArticleState.PUBLISHED, ArticleState.ARCHIVED}),
    ArticleState.ARCHIVED: frozenset({ArticleState.NEEDS_CHECK}),
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


class GapState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
