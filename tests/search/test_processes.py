import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.search.backend import IndexBusy, Query
from app.search.whoosh_backend import WhooshBackend
from app.search.whoosh_backend.locks import exclusive, is_held
from tests.search.corpus import CORPUS, found, make_document

ROOT = Path(__file__).parents[2]


@contextmanager
def another_process(address, what):
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "tests.search.other_process", str(address), what],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def ask(process, words):
    process.stdin.write(f"{words}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_what_one_process_writes_another_sees_in_its_next_search(backend, address):
    with another_process(address, "read") as reader:
        assert ask(reader, "printer") == "[1]"
        backend.update([make_document(8, "Printer again")])
        assert ask(reader, "printer") == "[1, 8]"
        backend.update([], deletions=[("question", 1)])
        assert ask(reader, "printer") == "[8]"
        backend.rebuild([make_document(9, "Printer anew")])
        assert ask(reader, "printer") == "[9]"
        backend.optimise()
        assert ask(reader, "printer") == "[9]"


def test_two_processes_that_write_lose_nothing(backend, address):
    with another_process(address, "write") as writer:
        for number in range(8):
            backend.update([make_document(500 + number, "Torch")])
            assert writer.stdout.readline()
    told = 100 + 8
    assert backend.ids("question") >= {*range(500, 508), *range(100, told)}


@pytest.mark.parametrize("updates", [1, 4, 13])
def test_killed_at_any_moment_the_index_has_all_that_was_told_done(backend, address, updates):
    with another_process(address, "write") as writer:
        for _ in range(updates):
            last = int(writer.stdout.readline())
        writer.kill()
        told = [last, *(int(line) for line in writer.stdout if line.endswith("\n"))]
    ids = backend.ids("question")
    assert ids >= {1, 2, 3, *range(100, told[-1] + 1)}
    assert ids <= {1, 2, 3, 4, 5, 7, *range(100, told[-1] + 2)}
    (printer,) = backend.search(Query("printer")).hits
    assert printer.id == 1
    backend.update([make_document(8, "Torch")])
    assert found(backend.search(Query("torch"))) == [8]


def test_killed_with_files_half_written_nothing_of_it_shows_or_stays(whoosh, folder):
    (generation,) = folder.glob("generation-*")
    with another_process(folder, "hold") as writer:
        assert writer.stdout.readline() == "half\n"
        assert found(whoosh.search(Query("printer"))) == [1]
        with pytest.raises(IndexBusy):
            WhooshBackend(folder, patience=0).update([make_document(8, "Torch")])
    assert [*generation.glob("*.tmp")]
    assert whoosh.search(Query("lantern")).total == 0
    whoosh.update([make_document(8, "Torch")])
    assert not [*generation.glob("*.tmp")]
    assert whoosh.count() == len(CORPUS) + 1
    whoosh.optimise()
    whoosh.rebuild(CORPUS)
    assert whoosh.count() == len(CORPUS)


def test_one_holds_the_lock_and_then_the_next(tmp_path):
    path = tmp_path / "lock"
    with exclusive(path, timeout=0):
        assert is_held(path)
        with pytest.raises(IndexBusy), exclusive(path, timeout=0):
            raise AssertionError("two hold it")
    assert not is_held(path)
    with pytest.raises(KeyError), exclusive(path, timeout=0):
        raise KeyError
    assert not is_held(path)
