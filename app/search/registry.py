"""What can be searched. Features register their documents here at import; nothing here knows them.

A feature says three things of its documents: what of them is public and goes into the index, which of them a person may
read now, and how they and one of their posts look outside. The second is asked for every hit, so the index cannot leak.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from app.accounts.actors import Guest
from app.accounts.models import User
from app.search.documents import Passage, SearchDocument

Actor = User | Guest


class Shown(Protocol):
    """A post as readers see it; it has a label."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def label(self) -> Any: ...


@dataclass(frozen=True)
class Readable:
    """A document as whoever may read it reads it now; `product` is a name for people."""

    kind: str
    id: int
    title: str
    url: str
    language: str
    product: str | None
    at: datetime
    solved: bool
    passages: Sequence[Passage]

    @property
    def official(self) -> bool:
        return any(passage.status == "official" for passage in self.passages)


class Documents(Protocol):
    def load(self, ids: Sequence[int]) -> list[SearchDocument]:
        """Those of them that are public now, as they are to be indexed."""

    def ids_after(self, last: int, limit: int) -> list[int]:
        """The next public ones above `last`, in order."""

    def seen(self, actor: Actor, ids: Sequence[int]) -> Mapping[int, Any]:
        """Which of them are public and may be read by this person, each with the `kept.Numbers` of now."""

    def readable(self, ids: Sequence[int]) -> dict[int, Readable]:
        """Those of them that are public, for somebody who may read them."""

    def heads(self, post_ids: Sequence[int]) -> Mapping[int, Shown]:
        """Posts of such documents with their labels, without their texts."""

    def presented(self, post_ids: Sequence[int]) -> Mapping[int, Shown]:
        """Posts of such documents as readers see them."""


AnyDocuments = TypeVar("AnyDocuments", bound=type)
_documents: dict[str, Documents] = {}


def documents_of(kind: str) -> Callable[[AnyDocuments], AnyDocuments]:
    """Registers a class (made once, without arguments) for the documents of a kind."""

    def register(declared: AnyDocuments) -> AnyDocuments:
        _documents[kind] = declared()
        return declared

    return register


def kinds() -> tuple[str, ...]:
    return tuple(_documents)


def documents(kind: str) -> Documents:
    return _documents[kind]


def all_ids(kind: str, batch: int = 200) -> Iterator[list[int]]:
    """Every public document of a kind, in batches."""
    last = 0
    while ids := _documents[kind].ids_after(last, batch):
        yield ids
        last = ids[-1]
