"""Rows of an archive put together by thread, on disk: neither their order nor their number matters.

A private database without a name: the operating system has forgotten its file already, so whatever ends the program
leaves nothing behind.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager

CACHE_KIB = 16_000

_TABLES = """
CREATE TABLE threads (key TEXT PRIMARY KEY, line INTEGER, solution TEXT, data BLOB);
CREATE TABLE replies (key TEXT PRIMARY KEY, thread TEXT, at REAL, line INTEGER, data BLOB);
"""


class Shelf(AbstractContextManager["Shelf"]):
    """`key` and `thread` are ids as the archive has them; `data` is whatever the reader wants back."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE_KIB}"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add_thread(self, key: str, line: int, data: bytes, solution: str = "") -> bool:
        """False if there is one with this id already; that one stays. `solution` is the id of a reply."""
        done = self._db.execute("INSERT OR IGNORE INTO threads VALUES (?, ?, ?, ?)", (key, line, solution, data))
        return done.rowcount == 1

    def add_reply(self, key: str, thread: str, at: float, line: int, data: bytes) -> bool:
        """The same; its thread may come later. `at` puts the replies of a thread in order."""
        done = self._db.execute("INSERT OR IGNORE INTO replies VALUES (?, ?, ?, ?, ?)", (key, thread, at, line, data))
        return done.rowcount == 1

    def sort(self) -> None:
        """Said once when everything is there."""
        self._db.execute("CREATE INDEX by_thread ON replies (thread, at, line)")

    def drop_orphans(self) -> Iterator[tuple[int, str, str]]:
        """(line, id, thread) of the replies whose thread is not there; they are taken away."""
        alone = "FROM replies WHERE thread NOT IN (SELECT key FROM threads)"
        yield from self._db.execute(f"SELECT line, key, thread {alone} ORDER BY line").fetchall()
        self._db.execute(f"DELETE {alone}")

    def counts(self) -> tuple[int, int]:
        """Threads, replies."""
        return self._db.execute("SELECT (SELECT count(*) FROM threads), (SELECT count(*) FROM replies)").fetchone()

    def unsolved(self) -> Iterator[tuple[int, str, str]]:
        """(line, thread, solution) of the threads whose solution is not among their replies."""
        yield from self._db.execute(
            "SELECT line, key, solution FROM threads WHERE solution <> '' AND NOT EXISTS"
            " (SELECT 1 FROM replies WHERE replies.key = solution AND thread = threads.key) ORDER BY line"
        )

    def replies(self, thread: str) -> list[bytes]:
        """In order."""
        query = "SELECT data FROM replies WHERE thread = ? ORDER BY at, line"
        return [row[0] for row in self._db.execute(query, (thread,))]

    def threads(self) -> Iterator[tuple[int, bytes, list[bytes]]]:
        """(line, thread, its replies in order), in the order of the archive."""
        for key, line, data in self._db.execute("SELECT key, line, data FROM threads ORDER BY line"):
            yield line, data, self.replies(key)
