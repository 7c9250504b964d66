"""Waiting for one's turn to write to SQLite, which lets one writer in at a time.

SQLite's own wait asks again after longer and longer pauses, up to a tenth of a second, so whoever has waited longest is
the least likely to find the moment between two writers that follow each other closely: a worker with much to do kept
people waiting for seconds. Here everybody asks again after the same short pause, and of the many threads of a process
one at a time asks while the others stand in line behind it.
"""

import sqlite3
import time
from threading import Lock

PAUSE = 0.001
"""Seconds between two tries: short beside a transaction, so that the gap between two of them is found."""

_line = Lock()
"""Held while a thread asks, not while it writes: the next one of this process asks beside other processes' threads."""


def begin_writing(connection: sqlite3.Connection, patience_ms: int) -> None:
    """Begins a writing transaction.

    Errors: sqlite3.OperationalError, when nobody made room within `patience_ms` among others.
    """
    until = time.monotonic() + patience_ms / 1000
    if not _line.acquire(timeout=patience_ms / 1000):
        raise sqlite3.OperationalError("database is locked")
    try:
        connection.execute("PRAGMA busy_timeout=0")
        while not _begun(connection, last_try=time.monotonic() >= until):
            time.sleep(PAUSE)
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience_ms}")
        _line.release()


def _begun(connection: sqlite3.Connection, *, last_try: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last_try or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
