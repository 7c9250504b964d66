"""The index as the rest of the product uses it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.search.analysis import ANALYSIS
from app.search.backend import Hit, IndexBusy, Key, Query, Results
from app.search.documents import SearchDocument
from app.search.postgres_backend import generations, searching, vocabulary, writing
from app.search.postgres_backend.counted import Swapped, counted, generation_in_use
from app.search.postgres_backend.faults import MISSING, translated
from app.search.postgres_backend.generations import Raw, State
from app.search.postgres_backend.layout import documents_of, words_of

PATIENCE = 30.0
"""Seconds to wait for another writer."""
SWAPS_SURVIVED = 5
REFUSING = "default_transaction_read_only"
"""The setting by which a connection refuses to write."""
LARGEST = 2**31 - 1
"""No id is above it."""

Read = TypeVar("Read")
Connecting = Callable[[], AbstractContextManager[Connection]]


class PostgresBackend:
    """Reads through whatever connection it is lent, in its transaction; writes through connections of its own."""

    def __init__(self, engine: Engine, reading: Connecting | None = None, patience: float = PATIENCE) -> None:
        self.engine = engine
        self._reading = reading or engine.connect
        self._patience = patience
        self._generation: int | None = None

    def search(self, query: Query) -> Results:
        return self._read(lambda connection, generation: searching.search(connection, generation, query))

    def similar(
        self, text: str, language: str | None = None, limit: int = 5, kinds: Sequence[str] = ("question", "article")
    ) -> tuple[Hit, ...]:
        return self._read(
            lambda connection, generation: searching.similar(connection, generation, text, language, limit, kinds)
        )

    def words_like(self, word: str, limit: int = 5) -> list[tuple[str, int]]:
        return self._read(lambda connection, generation: vocabulary.words_like(connection, generation, word, limit))

    def words_starting(self, start: str, limit: int = 8) -> list[tuple[str, int]]:
        return self._read(
            lambda connection, generation: vocabulary.words_starting(connection, generation, start, limit)
        )

    def update(self, documents: Iterable[SearchDocument], deletions: Iterable[Key] = ()) -> None:
        with self._writing() as (raw, state):
            puts, gone = list(documents), list(deletions)
            with translated():
                if generations.is_being_rebuilt(raw):
                    writing.note(raw, {*(document.key for document in puts), *gone})
                writing.change(raw, state, puts, gone)

    def rebuild(self, documents: Iterable[SearchDocument], progress: Callable[[int], None] = lambda done: None) -> int:
        with self._own() as raw:
            with translated():
                generations.hold_for_rebuilding(raw)
            try:
                return self._rebuilt(raw, documents, progress)
            finally:
                generations.let_go_of_rebuilding(raw)

    def _rebuilt(self, raw: Raw, documents: Iterable[SearchDocument], progress: Callable[[int], None]) -> int:
        with translated(), raw.transaction():
            generations.hold_for_writing(raw, self._patience)
            generation = generations.create(raw)
            generations.forget_meanwhile(raw)
        try:
            with translated():
                generations.sweep(raw, generations.in_use(raw), generation)
            done, fresh = writing.fill(raw, generation, documents, progress)
            with translated(), raw.transaction():
                generations.hold_for_writing(raw, self._patience)
                fresh = writing.catch_up(raw, generations.in_use(raw), fresh)
                generations.publish(raw, fresh)
            with translated():
                generations.sweep(raw, generation)
        except BaseException:
            generations.drop(raw, generation)
            raise
        return done

    def count(self) -> int:
        return self._column("count(*)")[0]

    def analysed_otherwise(self) -> bool:
        def read(connection: Connection, generation: int) -> bool:
            counted(connection, generation, ())
            query = "SELECT obj_description(%s::regclass, 'pg_class')"
            return connection.exec_driver_sql(query, (documents_of(generation),)).scalar() != ANALYSIS

        return self._read(read)

    def ids(self, kind: str) -> set[int]:
        return set(self._column("id", "WHERE kind = %s", kind))

    def stamps(self, kind: str, after: int = 0, last: int | None = None) -> dict[int, int]:
        def read(connection: Connection, generation: int) -> dict[int, int]:
            counted(connection, generation, ())
            query = f"SELECT id, stamp FROM {documents_of(generation)} WHERE kind = %s AND id > %s AND id <= %s"
            rows = connection.exec_driver_sql(query, (kind, after, LARGEST if last is None else last))
            return {row.id: row.stamp for row in rows}

        return self._read(read)

    def optimise(self) -> None:
        """Autovacuum keeps the tables in shape; what it does rarely is brought forward."""
        with self._writing() as (_raw, state):
            pass
        with self._own() as raw, translated():
            raw.execute(f"VACUUM (ANALYZE) {documents_of(state.generation)}")
            raw.execute(f"VACUUM (ANALYZE) {words_of(state.generation)}")

    def close(self) -> None:
        self._generation = None

    def _column(self, column: str, condition: str = "", *parameters: object) -> list:
        def read(connection: Connection, generation: int) -> list:
            counted(connection, generation, ())
            query = f"SELECT {column} FROM {documents_of(generation)} {condition}"
            return list(connection.exec_driver_sql(query, parameters).scalars())

        return self._read(read)

    def _read(self, read: Callable[[Connection, int], Read]) -> Read:
        """What `read` finds in the generation in use, tried again if another is swapped in meanwhile."""
        with translated():
            for _ in range(SWAPS_SURVIVED):
                generation = self._generation
                try:
                    with self._reading() as connection:
                        if generation is None:
                            generation = self._generation = generation_in_use(connection)
                        return read(connection, generation)
                except Swapped:
                    self._generation = None
                except DBAPIError as error:
                    # Its tables may have been dropped since we learned of them; that there are none at all is another thing.
                    if generation is None or not isinstance(error.orig, MISSING):
                        raise
                    self._generation = None
        raise IndexBusy("the index is being replaced again and again")

    @contextmanager
    def _own(self) -> Iterator[Raw]:
        """A connection outside of any transaction, which goes back as it came."""
        with translated():
            pooled = self.engine.raw_connection()
        raw = cast(Raw, pooled.driver_connection)
        refuses: tuple = ("off",)
        try:
            with translated():
                raw.autocommit = True
                refuses = raw.execute(f"SHOW {REFUSING}").fetchone() or refuses
                raw.execute(f"SET {REFUSING} = off")
            yield raw
        finally:
            if raw.closed:
                pooled.invalidate()
            else:
                raw.execute(f"SET {REFUSING} = {refuses[0]}")
                raw.autocommit = False
            pooled.close()

    @contextmanager
    def _writing(self) -> Iterator[tuple[Raw, State]]:
        """A transaction of our own that holds the writer's lock, and the state of the index."""
        with self._own() as raw, raw.transaction():
            with translated():
                generations.hold_for_writing(raw, self._patience)
                state = generations.checked(raw.execute(generations.READ_STATE).fetchone())
            yield raw, state
