"""The kinds of post, their voices, and whether they stand."""

from enum import StrEnum


class PostKind(StrEnum):
    QUESTION = "question"
    ANSWER = "answer"
    COMMENT = "comment"
    ARTICLE = "article"


class Voice(StrEnum):
    """Who speaks. Decided when the post is written and never changed."""

    COMPANY = "company"
    COMMUNITY = "community"


class Standing(StrEnum):
    """Whether a post is shown: a draft is its authors' alone; hidden was decided by a moderator, withdrawn by the author."""

    DRAFT = "draft"
    VISIBLE = "visible"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"


STANDING_MOVES = {
    Standing.DRAFT: frozenset({Standing.VISIBLE, Standing.WITHDRAWN}),
    Standing.VISIBLE: frozenset({Standing.HIDDEN, Standing.WITHDRAWN}),
    Standing.HIDDEN: frozenset({Standing.VISIBLE}),
    Standing.WITHDRAWN: frozenset({Standing.VISIBLE, Standing.HIDDEN}),
}
