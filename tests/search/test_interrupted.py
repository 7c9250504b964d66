"""A rebuild that is killed, and a disk that is full: the old index serves on, and the next rebuild works."""

import random

import psycopg
import pytest

from app.search.backend import IndexBusy, NoRoom, Query, SearchBackend
from app.search.postgres_backend.faults import said_by
from tests.search.corpus import CORPUS, found, make_document
from tests.search.places import generations
from tests.search.test_processes import another_process

TRIES = 200_000


def rebuilt(backend: SearchBackend) -> int:
    """As whoever tries again: a database takes a moment to see that a connection has ended."""
    for _ in range(TRIES):
        try:
            return backend.rebuild(CORPUS)
        except IndexBusy:
            continue
    raise AssertionError("a killed rebuild still holds the index")


@pytest.mark.parametrize("told", [1, pytest.param(random.randrange(2, 15), id="somewhere"), 16])
def test_a_rebuild_killed_anywhere_leaves_the_old_index(backend: SearchBackend, address: str, told: int) -> None:
    """In its first documents, in any, and while it finishes."""
    before = generations(address)
    with another_process(address, "rebuild") as rebuilder:
        for _ in range(told):
            rebuilder.stdout.readline()
        rebuilder.kill()
        rebuilder.wait()
    assert found(backend.search(Query("printer"))) == [1]
    backend.update([make_document(1, "Scanner")])
    assert found(backend.search(Query("scanner"))) == [1]
    assert set(generations(address)) >= set(before)
    assert rebuilt(backend) == len(CORPUS)
    assert found(backend.search(Query("printer"))) == [1]
    assert found(backend.search(Query("lantern"))) == []
    assert len(generations(address)) == 1


def test_a_full_disk_says_so_and_the_old_index_serves_on(whoosh, folder) -> None:
    with another_process(folder, "small") as small:
        said = [line for line in small.stdout.read().splitlines() if line != "all"]
    assert said == ["there is no room on the disk"] * 2
    assert found(whoosh.search(Query("printer"))) == [1]
    assert len(generations(str(folder))) == 1
    whoosh.update([make_document(1, "Scanner")])
    assert found(whoosh.search(Query("scanner"))) == [1]
    whoosh.rebuild(CORPUS)
    assert found(whoosh.search(Query("printer"))) == [1]


def test_a_full_disk_of_the_database_is_the_same() -> None:
    assert isinstance(said_by(psycopg.errors.DiskFull("could not extend file")), NoRoom)
