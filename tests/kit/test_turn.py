"""One writer at a time on SQLite: who waits gets in as soon as there is room, or is told that there is none."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from app.kit.turn import begin_writing

PATIENCE = 60_000


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "turns.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE counted (number INTEGER)")
        connection.execute("INSERT INTO counted VALUES (0)")
        connection.commit()
    return path


def opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database, isolation_level=None, check_same_thread=False)


@pytest.fixture
def one(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(database)) as connection:
        yield connection


@pytest.fixture
def other(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(opened(database)) as connection:
        yield connection


def test_who_finds_no_room_is_told_so(one: sqlite3.Connection, other: sqlite3.Connection) -> None:
    begin_writing(one, PATIENCE)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        begin_writing(other, 0)
    assert other.execute("PRAGMA busy_timeout").fetchone() == (0,)
    assert not other.in_transaction


def test_who_waits_gets_in_when_the_other_is_done(one: sqlite3.Connection, other: sqlite3.Connection) -> None:
    begin_writing(one, PATIENCE)
    with ThreadPoolExecutor(1) as threads:
        waits = threads.submit(begin_writing, other, PATIENCE)
        one.execute("COMMIT")
        waits.result()
    assert other.in_transaction
    assert other.execute("PRAGMA busy_timeout").fetchone() == (PATIENCE,)


def test_another_fault_is_told_at_once(one: sqlite3.Connection) -> None:
    begin_writing(one, PATIENCE)
    with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
        begin_writing(one, PATIENCE)


def test_nothing_is_lost_between_many_who_read_and_write(database: Path) -> None:
    go = Event()

    def count(times: int) -> None:
        with closing(opened(database)) as connection:
            go.wait()
            for _ in range(times):
                begin_writing(connection, PATIENCE)
                (number,) = connection.execute("SELECT number FROM counted").fetchone()
                connection.execute("UPDATE counted SET number = ?", (number + 1,))
                connection.execute("COMMIT")

    with ThreadPoolExecutor(8) as threads:
        running = [threads.submit(count, 25) for _ in range(8)]
        go.set()
        for one_of_them in running:
            one_of_them.result()
    with closing(opened(database)) as connection:
        assert connection.execute("SELECT number FROM counted").fetchone() == (200,)
