"""What the index is given: one document a thread, one an article, made of labelled passages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["question", "article"]

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Passage:
    """One post of a thread (or one part of an article) as plain text, with the label it had when it was read."""

    post_id: int
    kind: str
    text: str
    voice: str
    status: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A thread or an article.

    `status` is the strongest label in the thread; `official` says that the company speaks in it; `language` is a
    two-letter code; `visibility` names who may find it, and a search names the tokens it is entitled to.
    """

    kind: Kind
    id: int
    title: str
    tags: tuple[str, ...]
    product: str | None
    category: str | None
    language: str
    passages: tuple[Passage, ...]
    status: str
    official: bool
    solved: bool
    created_at: datetime
    updated_at: datetime
    year: int
    visibility: str = PUBLIC
    authors: tuple[int, ...] = ()
    """Who wrote what is public in it, each once."""

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.id
