"""Nobody who writes waits for slow work, and what fails waits its turn again."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import create_engine, event, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from app.activity.models import Event, Owed
from app.extensions import db
from app.jobs.schedule import TRIES
from app.jobs.worker import UNKNOWN, run_one, serve
from app.kit import clock, edge
from app.questions.queries import question_by_id
from app.search import index
from tests import make
from tests.world import World


@contextmanager
def others_writing(app: Flask, reading: str) -> Iterator[list[bool]]:
    """Each time that a statement reads `reading`, somebody else tries to write: whether they could at once."""
    with app.app_context():
        address = db.engine.url
    other = create_engine(address, connect_args={"timeout": 0} if address.drivername.startswith("sqlite") else {})
    could: list[bool] = []

    def write(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if reading not in statement:
            return
        try:
            with other.connect() as connection:
                connection.execute(text("UPDATE brand SET line = 'Written meanwhile'"))
                connection.rollback()
            could.append(True)
        except OperationalError:
            could.append(False)

    event.listen(Engine, "before_cursor_execute", write)
    try:
        yield could
    finally:
        event.remove(Engine, "before_cursor_execute", write)
        other.dispose()


def answered(world: World) -> int:
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    with world.acting("ben") as ben:
        return make.answer(ben, question_by_id(question_id)).id


def owed_names(world: World) -> list[str]:
    with world.looking():
        return list(db.session.scalars(select(Owed.name).order_by(Owed.run_at, Owed.id)))


def run(world: World, name: str) -> bool:
    with world.app.app_context():
        return run_one([name])


def test_an_index_is_written_while_others_write(world: World) -> None:
    with world.app.app_context():
        index.rebuild()
    answered(world)
    with others_writing(world.app, "substr(posts.text") as could:
        assert run(world, "search.jobs.reindex")
    assert could == [True]
    assert "search.jobs.reindex" not in owed_names(world)


def test_a_mail_is_written_while_others_write(world: World) -> None:
    answered(world)
    assert run(world, "notifications.reactions.threads.answered")
    with others_writing(world.app, "posts.html") as could:
        assert run(world, "notifications.jobs.mail_notification")
    assert could == [True]


@pytest.mark.parametrize(
    "name", ["notifications.reactions.articles.gap_closed", "a.job.of.an.older.version", "a.reactions.that.was.renamed"]
)
def test_what_fails_waits_its_turn_again_and_is_set_aside_in_the_end(world: World, name: str) -> None:
    """A reaction to something that is not there any more; a job that nobody knows; a reaction that has another name by now."""
    with world.app.app_context(), edge.transaction() as session:
        happened = Event(kind="gap:closed", subject_kind="content_gaps", subject_id=99, data={})
        session.add(happened)
        session.flush()
        session.add(Owed(name=name, event_id=happened.id if "reactions" in name else None))
    moment = clock.now()
    for number in range(1, TRIES + 1):
        with clock.at(moment):
            assert run(world, name)
            assert not run(world, name)
        with world.looking():
            row = db.session.scalars(select(Owed).where(Owed.name == name)).one()
            assert (row.tries, row.set_aside_at is None) == (number, number < TRIES)
            assert row.error
            assert (row.error == UNKNOWN) is ("reactions.articles" not in name)
            moment = max(moment, row.run_at)


def test_a_worker_that_has_done_much_ends_when_nothing_is_left(world: World) -> None:
    """So that it is forked anew. It never ends with something in hand, nor before it has done so much."""
    answered(world)
    left = len(owed_names(world))
    assert left > 1
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        with world.app.app_context():
            serve(0, until_done=1, follows=True)
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
    assert owed_names(world) == []
