"""The index at work: what is marked goes in, everything goes in anew, and the two are compared.

Texts are read in short transactions of their own that hold no lock, since writing an index takes long.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from app.kit import edge
from app.kit.database import writing
from app.search import marking, registry
from app.search.backend import Key, SearchBackend
from app.search.documents import SearchDocument

BATCH = 100
"""Documents that are indexed in one step."""

Read = TypeVar("Read")


def backend() -> SearchBackend:
    return edge.bound("search")


def freshly(read: Callable[[], Read]) -> Read:
    """What `read()` finds in a transaction that begins now, only reads and ends with it."""
    edge.release()
    with writing(False):
        try:
            return read()
        finally:
            edge.release()


def index_marked(limit: int = BATCH) -> int:
    """Reads the longest marked documents again; how many.

    The index is written first and the marks are taken away after it, so whoever is killed between the two leaves work
    that is done once more. Documents are read while the index is held, so a later state is never followed by an earlier.
    """
    marks = freshly(lambda: marking.oldest_marks(limit))
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
            yield from freshly(lambda kind=kind, wanted=wanted: registry.documents(kind).load(wanted))  # type: ignore[misc]


def _everything() -> Iterator[SearchDocument]:
    for kind in registry.kinds():
        last = 0
        while ids := freshly(lambda kind=kind, last=last: registry.documents(kind).ids_after(last, BATCH)):  # type: ignore[misc]
            yield from _read((kind, ident) for ident in ids)
            last = ids[-1]


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """Makes the index anew from the database and swaps it in; how many documents. Searches go on meanwhile."""
    marks = freshly(marking.oldest_marks)
    done = backend().rebuild(_everything(), progress)
    with edge.transaction():
        marking.take_away(marks)
        if marking.oldest_marks(1):
            marking.ask_for_reindex()
    return done


def drift() -> set[Key]:
    """The documents that are in the index or in the database, but not in both."""
    apart: set[Key] = set()
    for kind in registry.kinds():
        indexed = backend().ids(kind)
        public = freshly(lambda kind=kind: {ident for ids in registry.all_ids(kind) for ident in ids})  # type: ignore[misc]
        apart |= {(kind, ident) for ident in indexed ^ public}
    return apart


def public_count() -> int:
    """How many documents the database has for the index."""
    return sum(len(ids) for kind in registry.kinds() for ids in registry.all_ids(kind, batch=1_000))
