"""A disk that fills during an import: a sentence, nothing lost, and the same command goes on once there is room."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from app.extensions import db
from app.imports.telling import refusing
from app.posts.models import Post
from tests.imports.json_forum import large, write
from tests.world import World

POSTS = 1_200
ROOM = 100
"""So many pages more than before."""
SENTENCE = "There is no room on the disk. What was written stays; make room, then run this again to go on."
FULL = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT count(*) FROM posts) > 500 THEN
    RAISE EXCEPTION 'could not extend file "base/1": No space left on device' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER no_room AFTER INSERT ON posts FOR EACH STATEMENT EXECUTE FUNCTION no_room();
"""


@contextmanager
def a_small_disk() -> Iterator[None]:
    """SQLite takes no page more than some; PostgreSQL says what it says when its disk is full."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.execute(text(FULL))
        yield
        with db.engine.begin() as connection:
            connection.execute(text("DROP FUNCTION no_room CASCADE"))
        return
    with db.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()

    def limit(opened: object, _record: object) -> None:
        opened.execute(f"PRAGMA max_page_count={pages + ROOM}")  # type: ignore[attr-defined]

    event.listen(db.engine, "connect", limit)
    db.engine.dispose()
    yield
    event.remove(db.engine, "connect", limit)
    db.engine.dispose()


def posts() -> int:
    found = db.session.scalar(select(func.count()).select_from(Post)) or 0
    db.session.rollback()
    return found


def run(app: Flask, command: list[str]) -> tuple[int, str]:
    told = app.test_cli_runner().invoke(args=command)
    assert told.exception is None or isinstance(told.exception, SystemExit), told.exception
    return told.exit_code, told.output


def test_an_import_goes_on_once_there_is_room(world: World, tmp_path: Path) -> None:
    asked, said = map(str, write(tmp_path / "forum", *large(POSTS // 4, 3)))
    command = ["import", "jsonl", "--source", "Old forum", "--questions", asked, "--answers", said]
    with world.app.app_context():
        with a_small_disk():
            code, output = run(world.app, command)
            assert code == 1
            assert SENTENCE in output
        kept = posts()
        assert kept < POSTS
        code, output = run(world.app, command)
        assert code == 0, output
        assert ("Going on with the run that stopped" in output) is (kept > 0)
        assert posts() == POSTS
        assert "Nothing new." in run(world.app, command)[1]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_beside_the_database_is_said_too(app: Flask, code: int) -> None:
    """Where an archive is put in order, or where what is left out is listed."""
    with app.app_context(), pytest.raises(click.ClickException, match="no room on the disk"), refusing():
        raise OSError(code, "")
    with app.app_context(), pytest.raises(PermissionError), refusing():
        raise PermissionError(errno.EACCES, "")
