"""The index at work: what is marked goes in, everything goes in anew, and the two are compared.

Texts are read in short transactions of their own that hold no lock, since writing an index takes long.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.kit import edge
from app.search import marking, registry
from app.search.backend import Key, SearchBackend
from app.search.documents import SearchDocument

BATCH = 100
"""Documents that are indexed in one step."""
PIECE = 2_000
"""Documents that are compared in one step."""


def backend() -> SearchBackend:
    return edge.bound("search")


def index_marked(limit: int = BATCH) -> int:
    """Reads the longest marked documents again; how many.

    The index is written first and the marks are taken away after it, so whoever is killed between the two leaves work
    that is done once more. Documents are read while the index is held, so a later state is never followed by an earlier.
    """
    marks = edge.reading(lambda: marking.oldest_marks(limit))
    if marks:
        keys = [mark.key for mark in marks]
        backend().update(_read(keys), deletions=keys)
        with edge.transaction():
            marking.take_away(marks)
    return len(marks)


def _read(keys: Iterable[Key]) -> Iterator[SearchDocument]:
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, ident in keys:
        ids[kind].append(ident)
    for kind in registry.kinds():
        if wanted := ids[kind]:
            yield from edge.reading(lambda kind=kind, wanted=wanted: registry.documents(kind).load(wanted))  # type: ignore[misc]


def _everything() -> Iterator[SearchDocument]:
    for kind in registry.kinds():
        last = 0
        while ids := edge.reading(lambda kind=kind, last=last: registry.documents(kind).ids_after(last, BATCH)):  # type: ignore[misc]
            yield from _read((kind, ident) for ident in ids)
            last = ids[-1]


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """Makes the index anew from the database and swaps it in; how many documents. Searches go on meanwhile."""
    marks = edge.reading(marking.oldest_marks)
    done = backend().rebuild(_everything(), progress)
    with edge.transaction():
        marking.take_away(marks)
        if marking.oldest_marks(1):
            marking.ask_for_reindex()
    return done


@dataclass(frozen=True)
class Drift:
    """Where index and database differ: not in the index, not public any more, and indexed as it was before."""

    missing: frozenset[Key] = frozenset()
    left_over: frozenset[Key] = frozenset()
    stale: frozenset[Key] = frozenset()

    @property
    def keys(self) -> frozenset[Key]:
        return self.missing | self.left_over | self.stale

    def __or__(self, other: "Drift") -> "Drift":
        return Drift(self.missing | other.missing, self.left_over | other.left_over, self.stale | other.stale)


def drift_after(kind: str, after: int) -> tuple[Drift, int | None]:
    """The next `PIECE` public documents of a kind compared with the index; where to go on, or None at the end.

    Nothing but ids and stamps is kept, so a piece takes as much memory and time however large the community is.
    """
    ids = edge.reading(lambda: registry.documents(kind).ids_after(after, PIECE))
    last = ids[-1] if len(ids) == PIECE else None
    indexed = backend().stamps(kind, after, last)
    public: dict[int, int] = {}
    for start in range(0, len(ids), BATCH):
        public |= {
            document.id: document.stamp for document in _read((kind, each) for each in ids[start : start + BATCH])
        }
    stale = {ident for ident in indexed.keys() & public.keys() if indexed[ident] != public[ident]}
    apart = (public.keys() - indexed.keys(), indexed.keys() - public.keys(), stale)
    return Drift(*(frozenset((kind, ident) for ident in each) for each in apart)), last


def drift() -> Drift:
    """All of it, piece by piece."""
    found = Drift()
    for kind in registry.kinds():
        last: int | None = 0
        while last is not None:
            piece, last = drift_after(kind, last)
            found |= piece
    return found


def public_count() -> int:
    """How many documents the database has for the index."""
    return sum(len(ids) for kind in registry.kinds() for ids in registry.all_ids(kind, batch=1_000))
