"""The index as the rest of the product uses it."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.search.analysis import MAX_WORD, fold
from app.search.backend import Hit, Key, Query, Results
from app.search.documents import SearchDocument
from app.search.whoosh_backend import catchup, searching, vocabulary, writing
from app.search.whoosh_backend.generations import Generations
from app.search.whoosh_backend.locks import exclusive, is_held
from app.search.whoosh_backend.reading import Reader
from app.search.whoosh_backend.room import room


class WhooshBackend:
    """Many processes may read one folder; writers wait for each other. Nothing is opened before it is needed."""

    def __init__(self, folder: Path | str, patience: float = writing.WRITER_PATIENCE) -> None:
        self._generations = Generations(Path(folder))
        self._reader = Reader(self._generations)
        self._catchup = Path(folder) / "catchup.jsonl"
        self._patience = patience

    def search(self, query: Query) -> Results:
        with self._reader.snapshot() as snapshot:
            return searching.search(snapshot, query)

    def similar(
        self, text: str, language: str | None = None, limit: int = 5, kinds: Sequence[str] = ("question", "article")
    ) -> tuple[Hit, ...]:
        with self._reader.snapshot() as snapshot:
            return searching.similar(snapshot, text, language, limit, kinds)

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        with self._reader.snapshot() as snapshot:
            return vocabulary.words_like(snapshot, fold(word[:MAX_WORD]), limit)

    def words_starting(self, start: str, limit: int = 8) -> list[tuple[str, int]]:
        with self._reader.snapshot() as snapshot:
            return vocabulary.words_starting(snapshot, fold(start[:MAX_WORD]), limit)

    def update(self, documents: Iterable[SearchDocument], deletions: Iterable[Key] = ()) -> None:
        self._generations.secure()
        with room(), exclusive(self._generations.write_lock, self._patience):
            documents, deletions = list(documents), list(deletions)
            if is_held(self._generations.rebuild_lock):
                catchup.append(self._catchup, documents, deletions)
            writing.change(self._generations.current(), documents, deletions)

    def rebuild(self, documents: Iterable[SearchDocument], progress: Callable[[int], None] = lambda done: None) -> int:
        self._generations.secure()
        with room(), exclusive(self._generations.rebuild_lock, timeout=0):
            with exclusive(self._generations.write_lock, self._patience):
                catchup.clear(self._catchup)
            self._generations.sweep()
            folder = self._generations.create()
            try:
                done = writing.fill(folder, documents, progress)
                with exclusive(self._generations.write_lock, self._patience):
                    writing.change(folder, *catchup.read(self._catchup))
                    self._generations.publish(folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._generations.sweep()
        return done

    def count(self) -> int:
        with self._reader.snapshot() as snapshot:
            return snapshot.searcher.reader().doc_count()

    def analysed_otherwise(self) -> bool:
        return self._generations.analysed_otherwise()

    def ids(self, kind: str) -> set[int]:
        with self._reader.snapshot() as snapshot:
            kinds, idents = snapshot.column("kind"), snapshot.column("ident")
            return {idents[document] for document in snapshot.live() if kinds[document] == kind}

    def stamps(self, kind: str, after: int = 0, last: int | None = None) -> dict[int, int]:
        with self._reader.snapshot() as snapshot:
            kinds, idents, stamps = (snapshot.column(name) for name in ("kind", "ident", "stamp"))
            return {
                idents[document]: stamps[document]
                for document in snapshot.live()
                if kinds[document] == kind and after < idents[document] and (last is None or idents[document] <= last)
            }

    def optimise(self) -> None:
        self._generations.secure()
        with room(), exclusive(self._generations.write_lock, self._patience):
            writing.optimise(self._generations.current())

    def close(self) -> None:
        self._reader.close()
