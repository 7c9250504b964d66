"""How a connection is opened, and how a transaction begins, on each database.

SQLite loses updates silently when a reading transaction turns into a writing one, so every transaction says at its
start what it is: `writing()` makes it BEGIN IMMEDIATE, which waits for its turn instead of failing halfway.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, Insert, Table, UpdateBase, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.kit.turn import begin_writing

_may_write: ContextVar[bool | None] = ContextVar("may_write", default=None)

BUSY_MS = 3000
CACHE_KB = 1000
"""Of pages that each open connection keeps; a process has one for every thread that was busy at once. The operating system
keeps the rest once for all of them, so four times as much made no request faster and each web worker 15 MB larger."""


@contextmanager
def writing(may: bool = True) -> Iterator[None]:
    """Transactions that begin inside may write (or, with False, only read)."""
    token = _may_write.set(may)
    try:
        yield
    finally:
        _may_write.reset(token)


def may_write() -> bool:
    """Whether a transaction that begins now may write."""
    return bool(_may_write.get())


def table_of(row: type[Any]) -> Table:
    """For statements that are made once and asked of the table alone, past what the session does for each object."""
    return row.__table__


def only_reads() -> bool:
    """Whether it was said that a transaction that begins now only reads."""
    return _may_write.get() is False


def add_once(session: Session, row: type[Any], *values: Mapping[str, Any], unique: str = "") -> bool:
    """Adds rows, each unless there is one with its key (or its `unique` column), even one that somebody writes at the
    same moment. Of a single row it says whether it was added."""
    session.flush()
    statement = _once(session.get_bind().dialect.name, table_of(row), unique)
    return changed_by(session, statement, values[0] if len(values) == 1 else values) > 0


def changed_by(
    session: Session, statement: UpdateBase, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
) -> int:
    """How many rows the statement added, changed or took away."""
    result = session.execute(statement, values)
    assert isinstance(result, CursorResult)
    return result.rowcount


@cache
def _once(dialect: str, table: Table, unique: str) -> Insert:
    """Made once: making a statement takes as long as running it."""
    made = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    made = made.on_conflict_do_nothing(index_elements=[unique] if unique else list(table.primary_key))
    return made.execution_options(preserve_rowcount=True)


def prepare(engine: Engine, *, durable: bool) -> None:
    """Hooks how a connection is opened, and the kind of BEGIN, onto an engine."""
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, durable)
    elif engine.dialect.name == "postgresql":
        _prepare_postgresql(engine)


def _prepare_sqlite(engine: Engine, durable: bool) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'NORMAL'}",
            f"busy_timeout={BUSY_MS}",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            f"cache_size=-{CACHE_KB}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        opened: Any = connection.connection.driver_connection
        if not _may_write.get():
            opened.execute("BEGIN DEFERRED")
            return
        try:
            begin_writing(opened, BUSY_MS)
        except sqlite3.OperationalError as error:
            raise OperationalError("BEGIN IMMEDIATE", None, error) from error


def _prepare_postgresql(engine: Engine) -> None:
    """Whoever only reads asks each statement by itself: PostgreSQL shows each what is committed at its moment anyway. It saves
    the BEGIN and the ROLLBACK, and a ROLLBACK would make the driver forget the statements that the server has planned. That
    nothing is written so, the server sees to: a connection writes only in a transaction that says so."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.autocommit = True
        connection.execute("SET default_transaction_read_only = on")
        connection.read_only = False
        connection.prepare_threshold = 1

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if "isolation_level" in connection.get_execution_options():
            return
        opened: Any = connection.connection.driver_connection
        alone = only_reads()
        if opened.autocommit is not alone:
            opened.autocommit = alone
