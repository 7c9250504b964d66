"""Out, in and out again: the same files, on either database and from one to the other; and the site lives on it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.accounts.models import User
from app.activity.models import Event
from app.exports.decided import LEFT_OUT, TAKEN
from app.extensions import db
from app.images import storage
from app.posts.addresses import address_of
from app.posts.models import Post
from app.questions.models import Answer, Question
from app.search import index
from tests.databases import KINDS, Databases, close
from tests.exports.conftest import First, content, take_in, write_out
from tests.exports.everything import PICTURE, PICTURE_NAME, WORDS
from tests.visiting import Visitor


@pytest.fixture
def other(database: str, databases: Databases, tmp_path: Path) -> Iterator[Flask]:
    """An empty site on the other kind of database."""
    kind = next(kind for kind in KINDS if kind != database)
    (tmp_path / "other").mkdir()
    app = create_app(databases.settings(kind, tmp_path / "other"))
    yield app
    close(app)


def test_the_community_has_a_row_of_everything(first: First) -> None:
    told = json.loads((first.folder / "manifest.json").read_bytes())["tables"]
    assert told.keys() == TAKEN.keys()
    assert [name for name, one in told.items() if not one["rows"]] == []


def test_the_same_files_come_out_again(app: Flask, other: Flask, first: First, tmp_path: Path) -> None:
    wanted = content(first.folder)
    take_in(app, first.folder)
    again = write_out(app, tmp_path / "again")
    assert content(again) == wanted
    take_in(other, again)
    assert content(write_out(other, tmp_path / "once_more")) == wanted


def test_packed_files_hold_the_same(app: Flask, other: Flask, first: First, tmp_path: Path) -> None:
    take_in(app, first.folder)
    told = app.test_cli_runner().invoke(args=["export", str(tmp_path / "packed"), "--xz"])
    assert told.exit_code == 0, told.output
    assert {path.suffix for path in (tmp_path / "packed").glob("users*")} == {".xz"}
    take_in(other, tmp_path / "packed")
    assert content(write_out(other, tmp_path / "again")) == content(first.folder)


def test_the_site_lives_on(app: Flask, first: First) -> None:
    told = app.test_cli_runner().invoke(args=["import", "community", str(first.folder)])
    assert told.exit_code == 0, told.output
    with app.app_context():
        highest = {model: db.session.scalar(select(func.max(model.__table__.c.id))) for model in (Post, Event)}
        assert storage.path_of(PICTURE_NAME).read_bytes() == PICTURE
        assert db.session.get_one(User, first.town.ids["ada"]).about == WORDS
        assert index.drift().keys == set()
        question = db.session.get_one(Question, first.town.posts["zplain"])
        path, before = address_of(question), question.answers_count
    ben = Visitor(app).signed_in_as("ben@example.org")
    assert "The zplain question words are here." in ben.text(path)
    form = f"/questions/{first.town.posts['zplain']}/answer"
    assert ben.post(form, {"body": "Words of the new place."}, form_at=form).status_code == 302
    with app.app_context():
        answer = db.session.scalars(select(Answer).order_by(Answer.id.desc()).limit(1)).one()
        assert answer.source == "Words of the new place."
        assert answer.id == highest[Post] + 1
        assert db.session.scalar(select(func.max(Event.id))) > highest[Event]
        assert db.session.get_one(Question, answer.question_id).answers_count == before + 1


def test_what_is_left_out_is_not_there(app: Flask, first: First) -> None:
    """Not even what the new site had of it before."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(db.metadata.tables["attempts"].insert(), {"key": "sign-in:1"})
    take_in(app, first.folder)
    with app.app_context():
        tables = [db.metadata.tables[name] for name in LEFT_OUT]
        assert [name.name for name in tables if db.session.scalar(select(func.count()).select_from(name))] == []
