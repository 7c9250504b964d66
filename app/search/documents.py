"""What the index is given: one document a thread, one an article, made of labelled passages."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
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
    until: datetime | None = None
    """When its confirmation ends, and its status with it; it is not indexed."""


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
    def stamp(self) -> int:
        """A digest of all that is indexed, below 2^63: another text, label or time has another one (but once in 2^63)."""
        said = (
            self.kind, self.id, self.title, sorted(self.tags), self.product, self.category, self.language, self.status,
            self.official, self.solved, self.created_at.timestamp(), self.updated_at.timestamp(), self.year,
            self.visibility, sorted(self.authors),
            [(one.post_id, one.kind, one.text, one.voice, one.status, one.accepted) for one in self.passages],
        )  # fmt: skip
        return int.from_bytes(blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.id
