"""The rows of a dump, typed. Times are aware and in UTC; text is what the dump holds, neither cleaned nor shortened."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.imports.stackexchange.licences import Licence


@dataclass(frozen=True, slots=True)
class UserRow:
    """A person, or the site's own "Community" account, which has id -1."""

    id: int
    display_name: str
    created_at: datetime
    reputation: int
    account_id: int | None
    location: str | None
    website: str | None
    about_html: str | None


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a row: a user of this dump, or only the name a deleted user left behind, or nobody known."""

    user_id: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question. `score` is up votes minus down votes; `accepted_answer_id` is an answer of this very question."""

    id: int
    title: str
    body_html: str
    tags: tuple[str, ...]
    author: Author
    created_at: datetime
    last_edited_at: datetime | None
    last_active_at: datetime | None
    score: int
    views: int
    accepted_answer_id: int | None
    closed_at: datetime | None
    locked_at: datetime | None
    community_owned_at: datetime | None
    licence: Licence


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer to a question of this dump."""

    id: int
    question_id: int
    body_html: str
    author: Author
    created_at: datetime
    last_edited_at: datetime | None
    last_active_at: datetime | None
    score: int
    locked_at: datetime | None
    community_owned_at: datetime | None
    licence: Licence


PostRow = QuestionRow | AnswerRow


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment on a question or an answer; the text is Stack Exchange's small Markdown, not HTML."""

    id: int
    post_id: int
    text: str
    author: Author
    created_at: datetime
    score: int
    licence: Licence


class VoteKind(StrEnum):
    """What a vote says; `OTHER` are bounties, flags, favourites, closing votes, which the product has no use for."""

    ACCEPTED = "accepted"
    UP = "up"
    DOWN = "down"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote. A dump never says who voted for or against, and gives only the day."""

    id: int
    post_id: int
    kind: VoteKind
    cast_at: datetime


class LinkKind(StrEnum):
    """Why two posts are connected."""

    RELATED = "related"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class LinkRow:
    """`post_id` mentions `related_id`, or was closed as its duplicate."""

    id: int
    post_id: int
    related_id: int
    kind: LinkKind
    created_at: datetime


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag and on how many questions the site counted it."""

    id: int
    name: str
    uses: int


class RevisionKind(StrEnum):
    """How a version of a post came about."""

    INITIAL = "initial"
    EDIT = "edit"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """What one saving changed on one post; what it left alone is None. The body is Markdown here, not HTML.

    `id` is the smallest of the history rows it was put together from.
    """

    id: int
    post_id: int
    kind: RevisionKind
    author: Author
    made_at: datetime
    title: str | None
    body_markdown: str | None
    tags: tuple[str, ...] | None
    remark: str | None
    licence: Licence


Row = UserRow | QuestionRow | AnswerRow | CommentRow | VoteRow | LinkRow | TagRow | RevisionRow
