"""Writing into one generation. Whoever calls holds the write lock, or the generation is still unknown to others."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import FileIndex, LockError
from whoosh.query import Or, Term
from whoosh.reading import SegmentReader
from whoosh.writing import OPTIMIZE, SegmentWriter

from app.search.backend import IndexBusy, IndexUnavailable, Key, NoRoom
from app.search.documents import SearchDocument
from app.search.whoosh_backend.mapped import MappedStorage
from app.search.whoosh_backend.postings import add_postings
from app.search.whoosh_backend.room import is_full
from app.search.whoosh_backend.schema import fields_of, key_of, make_schema

NAME = "MAIN"
WRITER_PATIENCE = 30.0
"""Seconds to wait for another writer."""
MEMORY_MB, MEMORY_FOR_CHANGES_MB = 16, 3
"""What a writer may hold before it spills to disk, by its own count; in truth it is twice as much. The job worker, which changes
a few documents at a time, keeps what it once took."""
TERMS_AT_ONCE = 500
PROGRESS_EVERY = 100

SMALL_TIERS = ((0, 16), (16, 128))
"""Segments of more than the first and at most the second number of documents are of one tier."""
TIER_FULL = 8


def open_index(folder: Path) -> FileIndex:
    """The index in a folder, with the fields that this code knows."""
    try:
        return FileIndex(MappedStorage(str(folder)), schema=make_schema(), indexname=NAME)
    except Exception as error:
        raise IndexUnavailable(f"the index cannot be opened; rebuild it: {error!r}") from error


def fill(folder: Path, documents: Iterable[SearchDocument], progress: Callable[[int], None]) -> int:
    """Makes an index in an empty folder; a key that comes twice is taken once."""
    seen: set[Key] = set()
    with _writer(FileIndex.create(MappedStorage(str(folder)), make_schema(), NAME)) as writer:
        for document in documents:
            if document.key in seen:
                continue
            seen.add(document.key)
            writer.add_document(**fields_of(document))
            if len(seen) % PROGRESS_EVERY == 0:
                progress(len(seen))
    progress(len(seen))
    return len(seen)


def change(folder: Path, documents: Iterable[SearchDocument], deletions: Iterable[Key]) -> None:
    """Puts and deletes in one commit: a reader sees all of it or nothing."""
    puts = {document.key: document for document in documents}
    gone = list({*puts, *deletions})
    if not gone:
        return
    # All before anything is written, so that what is wrong with one of them is not taken for damage; given away one by one.
    prepared = deque(fields_of(document) for document in puts.values())
    with _unavailable_if_damaged(), _writer(open_index(folder), MEMORY_FOR_CHANGES_MB) as writer:
        with writer.searcher() as searcher:
            for start in range(0, len(gone), TERMS_AT_ONCE):
                keys = [Term("key", key_of(*key)) for key in gone[start : start + TERMS_AT_ONCE]]
                writer.delete_by_query(Or(keys), searcher=searcher)
        while prepared:
            writer.add_document(**prepared.popleft())


def optimise(folder: Path) -> None:
    """Joins everything into one segment and forgets what was deleted."""
    with _unavailable_if_damaged(), _writer(open_index(folder)) as writer:
        if len(writer.segments) > 1 or writer.has_deletions():
            writer.mergetype = OPTIMIZE


def merge_small(writer: SegmentWriter, segments: list) -> list:
    """Joins small segments when a tier of them is full and leaves large ones alone.

    Eight of at most 128 documents are the most that one commit rewrites: the usual policy may take everything, which
    keeps whoever waits for the commit waiting for minutes.
    """
    segments = [segment for segment in segments if segment.doc_count()]
    for above, at_most in SMALL_TIERS:
        tier = [segment for segment in segments if above < segment.doc_count_all() <= at_most]
        if len(tier) >= TIER_FULL:
            for segment in tier:
                reader = SegmentReader(writer.storage, writer.schema, segment)
                writer.add_reader(reader)
                reader.close()
            segments = [segment for segment in segments if segment not in tier]
    return segments


@contextmanager
def _unavailable_if_damaged() -> Iterator[None]:
    """Says what is wrong in our own words: Whoosh reads damaged files with any kind of exception."""
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        if is_full(error):
            raise NoRoom from error
        raise IndexUnavailable(f"the index cannot be written; rebuild it: {error!r}") from error


@contextmanager
def _writer(index: FileIndex, memory_mb: int = MEMORY_MB) -> Iterator[SegmentWriter]:
    """Its files stay apart, so that they can be mapped (see mapped.py)."""
    try:
        writer = index.writer(timeout=WRITER_PATIENCE, delay=0.02, limitmb=memory_mb, compound=False)
    except LockError as error:
        raise IndexBusy("the index is held by another writer") from error
    writer.mergetype = merge_small
    fields = writer.fieldwriter
    fields.add_postings = lambda schema, _lengths, postings: add_postings(fields, schema, postings)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
