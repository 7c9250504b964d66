"""One open searcher a process, as fresh as the last commit, and in lists what is read from it again and again."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from whoosh.index import EmptyIndexError
from whoosh.reading import SegmentReader
from whoosh.searching import Searcher

from app.search.backend import IndexBusy, IndexUnavailable
from app.search.whoosh_backend.generations import Generations
from app.search.whoosh_backend.schema import TEXT_COLUMNS
from app.search.whoosh_backend.writing import open_index

PATIENCE = 2.0
"""Seconds that a search waits for others of its process; then it is better to say so than to pile up."""
SWAPS_SURVIVED = 5


class Snapshot:
    """The index at one commit; its documents are numbered from 0 across all segments."""

    def __init__(self, folder: Path, searcher: Searcher, former: "Snapshot | None" = None) -> None:
        self.folder = folder
        self.searcher = searcher
        self.leaves: list[tuple[SegmentReader, int]] = [
            (leaf, offset) for leaf, offset in searcher.reader().leaf_readers() if leaf.doc_count_all()
        ]
        # A segment never changes (only its list of deleted documents does), so what was read of it stays good.
        segments = {leaf.segment().segment_id() for leaf, _ in self.leaves}
        read = former._read if former else {}
        self._read: dict[tuple[str, str], Any] = {key: kept for key, kept in read.items() if key[0] in segments}
        self._joined: dict[str, list] = {}
        self.deleted = frozenset(
            offset + number for leaf, offset in self.leaves for number in leaf.segment().deleted_docs()
        )

    def column(self, name: str) -> list:
        """A column's value of every document, deleted ones included."""
        return self._values(f"column {name}", lambda leaf: _column(leaf, name))

    def lengths(self, field: str) -> list[int]:
        """The number of terms in a field of every document."""
        return self._values(f"length {field}", lambda leaf: _lengths(leaf, field))

    def derived(self, name: str, make: Callable[[], list]) -> list:
        """A list made of others, once a snapshot."""
        if name not in self._joined:
            self._joined[name] = make()
        return self._joined[name]

    def live(self) -> set[int]:
        """All documents that are not deleted."""
        return set(range(self.searcher.doc_count_all())) - self.deleted

    def by_segment(self, name: str, read: Callable[[SegmentReader], Any]) -> list:
        """What was read of each segment, in their order."""
        keys = [(leaf.segment().segment_id(), name) for leaf, _ in self.leaves]
        for key, (leaf, _) in zip(keys, self.leaves, strict=True):
            if key not in self._read:
                self._read[key] = read(leaf)
        return [self._read[key] for key in keys]

    def _values(self, name: str, read: Callable[[SegmentReader], list]) -> list:
        if name not in self._joined:
            self._joined[name] = list(chain.from_iterable(self.by_segment(name, read)))
        return self._joined[name]


def _column(leaf: SegmentReader, name: str) -> list:
    values = list(leaf.column_reader(name, translate=False))
    if name not in (*TEXT_COLUMNS, "tags"):
        return values
    known = {value: value.decode("utf-8") for value in set(values)}
    return [known[value] for value in values]


def _lengths(leaf: SegmentReader, field: str) -> list[int]:
    return [leaf.doc_field_length(number, field) or 0 for number in range(leaf.doc_count_all())]


class Reader:
    """Hands out the current snapshot to one thread at a time: Whoosh's readers share the position in their files."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._turn = threading.Lock()
        self._snapshot: Snapshot | None = None

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The newest snapshot. Whatever goes wrong inside the block means that the index cannot be read."""
        if not self._turn.acquire(timeout=PATIENCE):
            raise IndexBusy("too many searches at once")
        try:
            self._snapshot = self._newest()
            yield self._snapshot
        except IndexUnavailable:
            self._forget()
            raise
        except Exception as error:
            self._forget()
            raise IndexUnavailable(f"the index cannot be read; rebuild it: {error!r}") from error
        finally:
            self._turn.release()

    def close(self) -> None:
        with self._turn:
            self._forget()

    def _newest(self) -> Snapshot:
        for left in reversed(range(SWAPS_SURVIVED)):
            folder = self._generations.current()
            try:
                return self._open(folder)
            except (OSError, EmptyIndexError, IndexUnavailable):
                # Between our two steps somebody swapped in another generation, or committed and took the former table of
                # contents away. What is damaged stays so.
                self._forget()
                if not left and self._generations.current() == folder:
                    raise
        raise IndexBusy("the index is being replaced again and again")

    def _open(self, folder: Path) -> Snapshot:
        held = self._snapshot
        if held is None or held.folder != folder:
            self._forget()
            self._generations.secure()
            return Snapshot(folder, open_index(folder).searcher())
        fresh = held.searcher.refresh()
        return held if fresh is held.searcher else Snapshot(folder, fresh, former=held)

    def _forget(self) -> None:
        held, self._snapshot = self._snapshot, None
        if held is not None and not held.searcher.is_closed:
            held.searcher.close()
