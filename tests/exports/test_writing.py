"""An export shows one moment, is private, and is there whole or not at all."""

import fcntl
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.exports.checking import checked
from app.exports.columns import fields
from app.exports.errors import CommunityError
from app.exports.loading import load
from app.exports.writing import export, in_order
from app.extensions import db
from app.images import storage
from tests import make
from tests.exports.conftest import First, content, lines_of, take_in
from tests.exports.everything import PICTURE_NAME
from tests.world import World


def test_only_its_owner_can_read_it(world: World, tmp_path: Path) -> None:
    told = world.app.test_cli_runner().invoke(args=["export", str(tmp_path / "community")])
    assert "addresses, password hashes, private messages" in told.output
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "community").rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert (tmp_path / "community").stat().st_mode & 0o777 == 0o700


def test_it_shows_one_moment_while_people_write(world: World, tmp_path: Path) -> None:
    """Somebody asks as soon as the first rows are written: the question is in no file, and every reference holds."""
    asked: list[int] = []

    def meanwhile(_rows: int) -> None:
        if not asked:
            with world.acting("ann") as ann:
                asked.append(make.question(ann).id)

    with world.app.app_context():
        export(db.engine, tmp_path / "community", told=meanwhile)
        checked(tmp_path / "community")
    assert asked
    for table in ("posts", "questions", "revisions", "events", "page_versions"):
        assert lines_of(tmp_path / "community", table) == []
    assert len(lines_of(tmp_path / "community", "users")) == len(world.ids)


def test_texts_are_in_order_of_their_bytes_in_every_language(app: Flask) -> None:
    """A database of the tests sorts so by itself; one that was made for a language does not."""
    table = db.metadata.tables["drafts"]
    ordered = str(in_order(table, fields(table), "postgresql"))
    assert ordered.endswith('ORDER BY drafts.user_id, drafts.form COLLATE "C"')


def test_a_folder_with_something_in_it_stays_as_it_is(world: World, tmp_path: Path) -> None:
    run = world.app.test_cli_runner().invoke
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear")
    for more in ([], ["--replace"]):
        told = run(args=["export", str(tmp_path / "mine"), *more])
        assert told.exit_code == 1
        assert "is not empty. Give the name of a new folder." in told.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert "There is no folder" in run(args=["export", str(tmp_path / "none" / "community")]).output


def test_an_earlier_export_is_replaced_when_asked(world: World, tmp_path: Path) -> None:
    run, place = world.app.test_cli_runner().invoke, tmp_path / "here" / "community"
    place.mkdir(parents=True)
    assert run(args=["export", str(place)]).exit_code == 0
    with world.acting("ann") as ann:
        make.question(ann)
    assert "--replace puts the new one in its place" in run(args=["export", str(place)]).output
    assert lines_of(place, "posts") == []
    assert run(args=["export", str(place), "--replace"]).exit_code == 0
    assert len(lines_of(place, "posts")) == 1
    assert [path.name for path in place.parent.iterdir()] == ["community"]


@pytest.mark.parametrize("ending", ["", ".earlier", ".unfinished"])
def test_nothing_of_somebody_is_ever_deleted(world: World, tmp_path: Path, ending: str) -> None:
    run, place = world.app.test_cli_runner().invoke, tmp_path / "here" / "community"
    place.parent.mkdir()
    assert run(args=["export", str(place)]).exit_code == 0
    letter = place.with_name(f"community{ending}") / "letter.txt"
    letter.parent.mkdir(exist_ok=True)
    letter.write_text("Dear")
    told = run(args=["export", str(place), "--replace"])
    assert "holds something else" in told.output
    assert letter.read_text() == "Dear"


def test_what_somebody_put_in_the_way_is_not_followed(world: World, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "community.unfinished").symlink_to(tmp_path / "theirs")
    told = world.app.test_cli_runner().invoke(args=["export", str(tmp_path / "community")])
    assert "is in the way" in told.output
    assert list((tmp_path / "theirs").iterdir()) == []


def test_a_killed_one_is_never_taken_for_an_export(world: World, tmp_path: Path) -> None:
    place = tmp_path / "here" / "community"
    place.parent.mkdir()
    if (child := os.fork()) == 0:
        try:
            with world.app.app_context():
                db.engine.dispose(close=False)
                export(db.engine, place, told=lambda _rows: os.kill(os.getpid(), signal.SIGKILL))
        finally:
            os._exit(3)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert [path.name for path in place.parent.iterdir()] == ["community.unfinished"]
    with pytest.raises(CommunityError, match="It was never finished"):
        checked(place.with_name("community.unfinished"))
    with world.app.app_context():
        export(db.engine, place)
        checked(place)
    assert [path.name for path in place.parent.iterdir()] == ["community"]


def test_two_cannot_write_the_same_one(world: World, tmp_path: Path) -> None:
    place = tmp_path / "community.unfinished"
    place.mkdir()
    handle = os.open(place, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    told = world.app.test_cli_runner().invoke(args=["export", str(tmp_path / "community")])
    os.close(handle)
    assert "Another export is being written" in told.output
    assert place.exists()


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """The system refuses what goes beyond, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_without_room_leaves_no_half(world: World, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    with files_no_longer_than(500):
        told = world.app.test_cli_runner().invoke(args=["export", str(tmp_path / "here" / "community")])
    assert told.exit_code == 1
    assert "File too large. The export is not made, and what was written of it is gone." in told.output
    assert list((tmp_path / "here").iterdir()) == []


def test_a_picture_that_is_gone_is_said_and_no_obstacle(app: Flask, first: First, tmp_path: Path) -> None:
    take_in(app, first.folder)
    with app.app_context():
        digest = sha256(storage.path_of(PICTURE_NAME).read_bytes()).hexdigest()
        storage.path_of(PICTURE_NAME).write_bytes(b"something else")
    told = app.test_cli_runner().invoke(args=["export", str(tmp_path / "community")])
    assert f"Pictures without a good file on the disk: 1, such as {PICTURE_NAME}." in told.output
    checked(tmp_path / "community")
    assert content(first.folder).keys() - content(tmp_path / "community").keys() == {f"files/{digest}"}


def test_a_trial_takes_everything_back(app: Flask, first: First) -> None:
    run = app.test_cli_runner().invoke
    for _ in range(2):
        told = run(args=["import", "community", str(first.folder), "--trial"])
        assert told.exit_code == 0, told.output
        assert "rows are good. Nothing was written." in told.output
    with app.app_context():
        assert not storage.path_of(PICTURE_NAME).exists()


def test_a_killed_import_leaves_an_empty_database(app: Flask, first: First) -> None:
    if (child := os.fork()) == 0:
        try:
            with app.app_context():
                db.engine.dispose(close=False)
                last = sum(1 for _ in db.metadata.sorted_tables) // 2
                load(db.engine, first.folder, checked(first.folder), told=_killing_after(last))
        finally:
            os._exit(3)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with app.app_context():
        assert [one.name for one in db.metadata.sorted_tables if db.session.execute(select(one).limit(1)).first()] == []
        db.session.rollback()
    take_in(app, first.folder)


def _killing_after(calls: int) -> Callable[[int], None]:
    left = iter(range(calls))

    def told(_rows: int) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    return told


def test_a_community_is_never_mixed_with_another(world: World, first: First) -> None:
    told = world.app.test_cli_runner().invoke(args=["import", "community", str(first.folder)])
    assert told.exit_code == 1
    assert "The database is not empty: it has " in told.output
