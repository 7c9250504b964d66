"""Entities made from plain rows say what was read, refuse what was not, and are never written."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.exc import DetachedInstanceError

from app.accounts.models import User
from app.extensions import db
from app.kit.rows import Part, asked, spans
from app.posts.reading import POST
from app.questions.models import Question
from app.questions.reading import QUESTION
from tests import make
from tests.world import World

NAME = Part(User, only=("id", "display_name"))


def named(world: World) -> User:
    row = asked(db.session(), select(*NAME.columns).where(User.__table__.c.id == world.ids["ann"])).one()
    return NAME.made(row)


def test_it_says_what_was_read_and_refuses_the_rest(world: World) -> None:
    with world.looking():
        ann = named(world)
        assert (ann.id, ann.display_name) == (world.ids["ann"], "Ann")
        with pytest.raises(DetachedInstanceError):
            _ = ann.email
        with pytest.raises((DetachedInstanceError, InvalidRequestError)):
            _ = ann.grants


def test_nothing_done_to_it_is_written(world: World) -> None:
    with world.acting("ben"):
        named(world).display_name = "Somebody else"
    with world.looking():
        assert db.session.get(User, world.ids["ann"]).display_name == "Ann"


def test_what_was_changed_before_is_read(world: World) -> None:
    with world.acting("ann") as ann:
        ann.display_name = "Anna"
        assert named(world).display_name == "Anna"


def test_a_part_beyond_another_has_the_columns_of_both(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        tables = Question.__table__.join(Question.__mapper__.inherits.local_table)  # type: ignore[union-attr]
        row = asked(db.session(), select(*POST.columns, *QUESTION.columns).select_from(tables)).one()
        post, rest = spans(POST, QUESTION)
        made = QUESTION.made((*row[post], *row[rest]))
        for name in QUESTION.keys:
            assert getattr(made, name) == getattr(question, name), name
        assert set(QUESTION.keys) == {prop.key for prop in Question.__mapper__.column_attrs} - {
            "source",
            "source_format",
            "renderer_version",
        }


def test_an_outer_join_without_a_row_makes_nothing(app: Flask) -> None:
    assert NAME.made_if_any((None, None)) is None
