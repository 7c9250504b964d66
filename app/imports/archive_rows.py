"""What any archive says, whatever system it comes from: readers give these rows, and one core writes them.

`foreign` is the row's own id in its source, made unique among all of its rows by a word before it ("question:17",
"user:anna"); it makes a second run add nothing. It has at most 80 characters. All times are aware.
"""

from dataclasses import dataclass
from datetime import datetime

from app.kit.markup import SourceFormat
from app.posts.kinds import PostKind

FOREIGN_MAX = 80
FORMER_USER = "former user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who wrote there. `since` is when they joined, if that is known; `url` their page there."""

    foreign: str
    name: str
    url: str = ""
    since: datetime | None = None


NOBODY = Person(foreign=f"name:{FORMER_USER}", name=FORMER_USER)
"""Whoever wrote what has no author any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A text as it stood earlier. `title` belongs to threads."""

    author: Person
    at: datetime
    body: str
    format: SourceFormat = SourceFormat.HTML
    title: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """What every kind of post says.

    * `url` is its address there, for attribution; `old_paths` are paths (with a leading slash) that lead here from now on.
    * `score` counts votes for, less votes against. `edited_at` is when it was last changed.
    * `language` None: guessed from the words (of a reply: its thread's).
    * `spam`: the source had hidden it. It is kept for moderators, and is in no page, list, search or feed.
    * `versions` are the earlier texts and last the present one (whose body is taken from the row itself), or nothing.
    """

    foreign: str
    author: Person
    at: datetime
    body: str
    format: SourceFormat = SourceFormat.HTML
    url: str = ""
    old_paths: tuple[str, ...] = ()
    licence: str = ""
    score: int = 0
    edited_at: datetime | None = None
    language: str | None = None
    spam: bool = False
    versions: tuple[VersionRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow(PostRow):
    """An answer or a comment. `on` is the foreign id of the reply a comment is on; None: on the question.

    `accepted_at` says that the asker took it as the solution, and when. That an asker's own answer is no peer's help
    needs no mark: its author is the asker.
    """

    kind: PostKind = PostKind.ANSWER
    on: str | None = None
    accepted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow(PostRow):
    """A question with everything said in it, in the order of time; a comment comes after what it is on.

    `tags` and `product` are names or slugs: they are made if they are not there. `category` None: the one the whole
    import was given. `active_at` None: the time of the last post.
    """

    title: str
    tags: tuple[str, ...] = ()
    product: str | None = None
    category: str | None = None
    active_at: datetime | None = None
    locked_at: datetime | None = None
    replies: tuple[ReplyRow, ...] = ()

    @property
    def posts(self) -> tuple[PostRow, ...]:
        return (self, *self.replies)
