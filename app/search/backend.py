"""What every search backend offers: the whole of what the rest of the product knows about an index."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.search.documents import PUBLIC, SearchDocument

MAX_TEXT = 2_000
"""Characters of a search text that are read; the rest is ignored."""
MAX_WORDS = 30
"""Different words of a search text that are used."""
WINDOW = 200
"""How many hits can be paged through: offset + limit never reach beyond."""
MAX_LIMIT = 50
MAX_COUNTED = 10_000
"""How many matches are counted; above it a total is a lower bound and says so."""

FACETS = ("product", "label", "kind", "solved", "language")

Key = tuple[str, int]


class IndexUnavailable(Exception):
    """The index is missing, unreadable, damaged or made by another version; a rebuild makes it anew."""


class IndexBusy(IndexUnavailable):
    """The index is sound but somebody else holds it for longer than we wait; trying again later is enough."""


class NoRoom(IndexBusy):
    """The disk is full. What was indexed before is still found; trying again once there is room is enough."""

    def __init__(self) -> None:
        super().__init__("there is no room on the disk")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. No words but a filter means "everything that passes", newest first. An empty text is no filter."""

    words: str = ""
    product: str | None = None
    category: str | None = None
    tag: str | None = None
    label: str | None = None
    kind: str | None = None
    solved: bool | None = None
    language: str | None = None
    year: int | None = None
    phrases: tuple[str, ...] = ()
    """Words that stand together in this order, in one passage or the title; all of them must be there."""
    authors: frozenset[int] | None = None
    """Only threads in which one of these people is the author of something public."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words (or of short phrases) that mean the same: one of a group is found by any other."""
    limit: int = 20
    offset: int = 0
    visibility: frozenset[str] = frozenset({PUBLIC})

    def page(self) -> slice:
        """The part of the ranked hits that is asked for, inside the window whatever the numbers say."""
        start = min(max(self.offset, 0), WINDOW)
        return slice(start, min(start + min(max(self.limit, 0), MAX_LIMIT), WINDOW))


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches; `words` are those of the search text that it contains, as they were typed."""

    kind: str
    id: int
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """Hits of one page, best first.

    `relaxed`: no document has all words, so these have some of them. `total` counts all matches, unless
    `total_is_exact` is false: then there are more, and the facets count the same newest `total` ones.
    A facet's counts obey the words and every other filter, so that one can see what choosing another value gives.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    total_is_exact: bool = True
    relaxed: bool = False
    facets: dict[str, list[tuple[str | bool, int]]] = field(default_factory=dict)


class SearchBackend(Protocol):
    """Every method may raise `IndexUnavailable`; no search text makes `search` or `similar` raise anything else."""

    def search(self, query: Query) -> Results:
        """The page of hits that the query asks for, with totals and facets."""

    def similar(
        self, text: str, language: str | None = None, limit: int = 5, kinds: Sequence[str] = ("question", "article")
    ) -> tuple[Hit, ...]:
        """Public documents about the same thing as `text` (a title being typed, a claim), best first."""

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        """Words of public documents (of their titles and first texts at least), as people write them, that differ from a
        folded word by one or two letters (none for words of up to three, one up to five), with how many documents have
        each; the closest first, then the commonest. The word itself is not among them."""

    def words_starting(self, start: str, limit: int = 8) -> list[tuple[str, int]]:
        """Words of public documents that begin so (folded), with how many documents have each, commonest first."""

    def update(self, documents: Iterable[SearchDocument], deletions: Iterable[Key] = ()) -> None:
        """Puts documents in (replacing what has the same key) and takes deletions out, in one step seen whole.

        A key in both is put. The documents are read only when no other writer is at work, so that of two updates of the
        same document the later one has the later state.
        """

    def rebuild(self, documents: Iterable[SearchDocument], progress: Callable[[int], None] = lambda done: None) -> int:
        """Makes a new index beside the old one and swaps it in; returns how many documents it was given.

        Read the documents lazily, from a transaction begun after this call: updates made meanwhile are kept.
        """

    def count(self) -> int:
        """How many documents can be found."""

    def analysed_otherwise(self) -> bool:
        """Whether the index was made by other rules than `analysis.ANALYSIS`. It serves all the same, until it is made anew:
        only words that the two sets of rules see differently are not found."""

    def ids(self, kind: str) -> set[int]:
        """Which documents of a kind are in the index."""

    def stamps(self, kind: str, after: int = 0, last: int | None = None) -> dict[int, int]:
        """The `SearchDocument.stamp` of each document of a kind in the index, to compare with the database; only of ids
        above `after` and, if it is given, up to `last`."""

    def optimise(self) -> None:
        """Puts the index in its best shape; slow, for a quiet hour."""

    def close(self) -> None:
        """Lets go of files or connections; the next call opens them again."""
