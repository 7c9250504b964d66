import gc
import json
import stat
import threading

import pytest

from app.search.backend import IndexBusy, IndexUnavailable, Query
from app.search.whoosh_backend import WhooshBackend
from tests.search.corpus import CORPUS, found, make_document
from tests.search.places import generations


def test_the_folder_and_all_in_it_are_private(whoosh, folder):
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (generation,) = folder.glob("generation-*")
    assert stat.S_IMODE(generation.stat().st_mode) == 0o700


def test_a_folder_found_open_is_closed_to_others(folder):
    folder.mkdir(mode=0o755)
    folder.chmod(0o777)
    WhooshBackend(folder).rebuild([])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    assert WhooshBackend(folder).count() == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_readers_see_the_old_index_until_the_new_one_is_whole(backend):
    def documents():
        for number in range(5):
            yield make_document(100 + number, "Lantern")
            assert found(backend.search(Query("printer"))) == [1]
            assert found(backend.search(Query("lantern"))) == []

    assert backend.rebuild(documents()) == 5
    assert backend.search(Query("lantern")).total == 5
    assert found(backend.search(Query("printer"))) == []


def test_updates_made_meanwhile_are_in_both(backend):
    def documents():
        yield make_document(1, "Printer")
        yield make_document(2, "Plotter")
        backend.update([make_document(1, "Scanner", "noisy"), make_document(3, "Lantern")], [("question", 2)])
        backend.update([], [("question", 3)])
        assert found(backend.search(Query("scanner"))) == [1]
        assert found(backend.search(Query("plotter"))) == []

    backend.rebuild(documents())
    assert backend.ids("question") == {1}
    assert found(backend.search(Query("scanner noisy"))) == [1]
    assert found(backend.search(Query("printer"))) == []


def test_updates_of_an_earlier_rebuild_do_not_come_back(backend):
    def documents():
        yield make_document(1, "Printer")
        backend.update([make_document(9, "Lantern")])

    backend.rebuild(documents())
    assert backend.ids("question") == {1, 9}
    backend.rebuild([make_document(1, "Printer")])
    assert backend.ids("question") == {1}


def test_a_rebuild_that_fails_leaves_the_old_index(backend, address):
    before = generations(address)

    def documents():
        yield make_document(100, "Lantern")
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        backend.rebuild(documents())
    assert generations(address) == before
    assert found(backend.search(Query("printer"))) == [1]
    backend.update([make_document(1, "Scanner")])
    backend.rebuild(CORPUS)
    assert found(backend.search(Query("printer"))) == [1]


def test_old_generations_are_removed(backend, address):
    for _ in range(3):
        backend.rebuild(CORPUS)
    assert len(generations(address)) == 1


def test_two_rebuilds_at_once_are_refused(backend, another):
    def documents():
        with pytest.raises(IndexBusy):
            another.rebuild([])
        yield make_document(100, "Lantern")

    backend.rebuild(documents())
    assert found(backend.search(Query("lantern"))) == [100]


def test_progress_is_told_and_a_key_that_comes_twice_counts_once(backend):
    told = []
    done = backend.rebuild([make_document(number % 250, "Lantern") for number in range(260)], told.append)
    assert done == 250 == backend.count()
    assert told == [100, 200, 250]


def test_another_reader_follows_the_swap(backend, another):
    assert found(another.search(Query("printer"))) == [1]
    backend.rebuild([make_document(100, "Lantern")])
    assert found(another.search(Query("printer"))) == []
    assert found(another.search(Query("lantern"))) == [100]


def test_threads_search_on_through_updates_and_swaps(backend):
    stop, problems, searches = threading.Event(), [], []

    def search_on():
        while not stop.is_set():
            try:
                if found(backend.search(Query("router"))) != [4, 6, 3]:
                    problems.append("another answer")
                searches.append(1)
            except Exception as error:
                problems.append(repr(error))

    threads = [threading.Thread(target=search_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(6):
        backend.update([make_document(100 + number, "Lantern")])
        backend.rebuild(CORPUS)
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert searches


DAMAGES = {
    "segments cut": lambda folder: [path.write_bytes(path.read_bytes()[:40]) for path in folder.glob("*/MAIN_*")],
    "segments gone": lambda folder: [path.unlink() for path in folder.glob("*/MAIN_*")],
    "segments overwritten": lambda folder: [
        path.write_bytes(b"\x00" * len(path.read_bytes())) for path in folder.glob("*/MAIN_*")
    ],
    "table of contents empty": lambda folder: [path.write_bytes(b"") for path in folder.glob("*/*.toc")],
    "table of contents wrong": lambda folder: [path.write_bytes(b"\x80\x04no" * 99) for path in folder.glob("*/*.toc")],
    "generation gone": lambda folder: [path.unlink() for path in [*folder.glob("generation-*/*")] if path.is_file()],
    "pointer empty": lambda folder: (folder / "current.json").write_bytes(b""),
    "pointer wrong": lambda folder: (folder / "current.json").write_text("[1, 2]"),
    "pointer outside": lambda folder: (folder / "current.json").write_text('{"folder": "../x", "schema": 1}'),
    "pointer gone": lambda folder: (folder / "current.json").unlink(),
}


# Whoosh leaves a file that it cannot make sense of to the garbage collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_says_so_and_a_rebuild_heals_it(whoosh, folder, damage):
    whoosh.close()
    DAMAGES[damage](folder)
    for attempt in (
        lambda: whoosh.search(Query("router")),
        lambda: whoosh.similar("router"),
        lambda: whoosh.ids("question"),
        lambda: whoosh.update([make_document(1, "Scanner")], [("question", 2)]),
    ):
        with pytest.raises(IndexUnavailable):
            attempt()
    whoosh.rebuild(CORPUS)
    assert found(whoosh.search(Query("printer"))) == [1]
    whoosh.update([make_document(1, "Scanner")])
    assert found(whoosh.search(Query("scanner"))) == [1]
    gc.collect()


def test_an_index_of_another_version_asks_to_be_rebuilt(whoosh, folder):
    pointer = json.loads((folder / "current.json").read_text())
    (folder / "current.json").write_text(json.dumps(pointer | {"schema": pointer["schema"] + 1}))
    with pytest.raises(IndexUnavailable, match="another version"):
        whoosh.search(Query("router"))
    whoosh.rebuild(CORPUS)
    assert whoosh.count() == len(CORPUS)
