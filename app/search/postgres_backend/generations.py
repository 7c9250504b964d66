"""Which tables are in use, and who may write: a rebuild fills others and then changes one row, seen whole by all.

Locks are the database's own, so they die with whoever held them.
"""

from typing import NamedTuple

import psycopg
from psycopg.types.json import Jsonb

from app.search.backend import IndexBusy, IndexUnavailable
from app.search.postgres_backend.layout import (
    FOUNDATION,
    MEANWHILE,
    SCHEMA,
    SCHEMA_VERSION,
    STATE,
    creating,
    documents_of,
    storing,
    words_of,
)
from app.search.postgres_backend.tallies import Lengths

Raw = psycopg.Connection

FAMILY = 0x5EA2C4
"""The first half of our advisory locks' names."""
WRITER, REBUILDER = 1, 2
PATIENCE_TO_DROP = "2s"

READ_STATE = f"SELECT generation, version, documents, lengths FROM {STATE}"


class State(NamedTuple):
    generation: int
    version: int
    documents: int
    lengths: Lengths


def checked(row: tuple | None) -> State:
    """The row of the state, if it is one that this code can use."""
    if row is None:
        raise IndexUnavailable("there is no index yet; rebuild it")
    state = State(*row[:4])
    if state.version != SCHEMA_VERSION:
        raise IndexUnavailable("the index was made by another version; rebuild it")
    return state


def hold_for_writing(raw: Raw, patience: float) -> None:
    """Takes the writer's lock for the transaction; others that write wait at most `patience` seconds for it."""
    raw.execute(f"SET LOCAL lock_timeout = {max(1, int(patience * 1000))}")
    try:
        raw.execute("SELECT pg_advisory_xact_lock(%s, %s)", [FAMILY, WRITER])
    except psycopg.errors.LockNotAvailable as error:
        raise IndexBusy("the index is held by another writer") from error
    raw.execute("SET LOCAL lock_timeout = 0")


def hold_for_rebuilding(raw: Raw) -> None:
    """Takes the rebuilder's lock until it is let go or the connection ends."""
    held = raw.execute("SELECT pg_try_advisory_lock(%s, %s)", [FAMILY, REBUILDER]).fetchone()
    if not held or not held[0]:
        raise IndexBusy("somebody else is rebuilding the index")


def let_go_of_rebuilding(raw: Raw) -> None:
    raw.execute("SELECT pg_advisory_unlock(%s, %s)", [FAMILY, REBUILDER])


def is_being_rebuilt(raw: Raw) -> bool:
    query = (
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
    )
    row = raw.execute(query, [FAMILY, REBUILDER]).fetchone()
    return bool(row and row[0])


def create(raw: Raw) -> int:
    """New tables that no reader looks at."""
    raw.execute(FOUNDATION)
    row = raw.execute(f"SELECT nextval('{SCHEMA}.generations')").fetchone()
    generation = int(row[0]) if row else 1
    raw.execute(creating(generation))
    knows_lz4 = raw.execute("SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
    raw.execute(storing(generation, lz4=knows_lz4.fetchone() == (True,)))
    return generation


def forget_meanwhile(raw: Raw) -> None:
    raw.execute(f"DELETE FROM {MEANWHILE}")


def publish(raw: Raw, state: State) -> None:
    """Makes a generation the one in use, for all from the commit on."""
    raw.execute(
        f"INSERT INTO {STATE} (generation, version, documents, lengths) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (only_one) DO UPDATE SET generation = excluded.generation, version = excluded.version,"
        " documents = excluded.documents, lengths = excluded.lengths",
        [state.generation, state.version, state.documents, Jsonb(state.lengths)],
    )


def in_use(raw: Raw) -> int | None:
    row = raw.execute(f"SELECT generation FROM {STATE}").fetchone()
    return row[0] if row else None


def drop(raw: Raw, generation: int) -> None:
    if not raw.closed:
        raw.execute(f"DROP TABLE IF EXISTS {documents_of(generation)}, {words_of(generation)}")


def sweep(raw: Raw, *kept: int | None) -> None:
    """Drops all generations but those; what somebody still reads from is left to the next sweep.

    Table by table: a reader holds one while it asks for the other, and would be held up by us for good.
    """
    names = [name for (name,) in raw.execute(f"SELECT tablename FROM pg_tables WHERE schemaname = '{SCHEMA}'")]
    for name in sorted(names):
        number = name.rpartition("_")[2]
        if not number.isdigit() or int(number) in kept:
            continue
        try:
            with raw.transaction():
                raw.execute(f"SET LOCAL lock_timeout = '{PATIENCE_TO_DROP}'")
                raw.execute(f"DROP TABLE IF EXISTS {SCHEMA}.{name}")
        except psycopg.errors.LockNotAvailable:
            continue
