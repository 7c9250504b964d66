"""Two workers as they are served, each a process of its own: what is due comes within a minute of its time and once, and
what fell due while no worker ran says how late it came."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, or_, select, update

from app.activity.models import Event, Owed
from app.cases.models import Case
from app.extensions import db
from app.jobs.models import ScheduledRun
from app.kit import clock
from app.kit.clock import now
from app.notifications.models import Notification
from app.posts.addresses import address_of
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Level
from app.search.upkeep import build_if_missing
from config import ROOT
from tests import make
from tests.cases.working import told
from tests.services.child import Child
from tests.visiting import Visitor
from tests.world import World

LIMIT_SECONDS = 60
"""Whoever waits longer was promised otherwise."""
DOWN = timedelta(hours=3)
"""So long ago the first question's window ended, and nobody was there."""


@contextmanager
def workers(world: World, number: int) -> Iterator[list[Child]]:
    """`flask worker`, so many at once, on the database, folders and mails of this test."""
    with world.app.app_context():
        address = db.engine.url.render_as_string(hide_password=False)
        build_if_missing()
        db.session.remove()
    folder = Path(world.app.instance_path)
    settings = {"DATABASE_URL": address, "INSTANCE_PATH": str(folder), "DATABASE_DURABLE": "0"}
    with ExitStack() as stack:
        found = []
        for one in range(number):
            command = [sys.executable, "-W", "ignore::SyntaxWarning", "-m", "flask", "--app", "wsgi", "worker"]
            env, log = {**os.environ, **settings}, folder / f"worker-{one}.log"
            found.append(Child(command, name="A worker", log=log, env=env, cwd=ROOT))
            stack.callback(found[-1].stop)
        yield found


def asked(world: World, title: str, window_ends_in: timedelta) -> int:
    """A question that was asked so long ago that its window ends then."""
    with clock.at(now() - timedelta(hours=8) + window_ends_in), world.acting("ann") as ann:
        return int(make.question(ann, title=title).id)


def mails_about(world: World, title: str) -> int:
    outbox = Path(world.app.instance_path) / "outbox"
    read = [file.read_text() for file in outbox.glob("*.eml")]
    return sum("To: Ann <ann@example.org>" in mail and title in mail for mail in read)


def is_done(world: World, title: str) -> Callable[[], bool]:
    """The mail about it is out, and nothing of what is owed now is left or in hand."""

    def done() -> bool:
        with world.looking():
            waits = select(func.count()).where(or_(Owed.run_at <= now(), Owed.leased_until.is_not(None)))
            return not db.session.scalar(waits) and mails_about(world, title) > 0

    return done


def page_of(world: World, question_id: int) -> str:
    with world.looking():
        address = address_of(question_by_id(question_id))
    return Visitor(world.app).text(address)


@pytest.fixture
def soon_over(world: World) -> int:
    return asked(world, "Soon over", timedelta(hours=7))


def test_in_time_or_late_and_once(world: World, soon_over: int) -> None:
    missed = asked(world, "Missed meanwhile", -DOWN)
    with workers(world, 2) as (first, second):
        first.wait_until(is_done(world, "Missed meanwhile"), LIMIT_SECONDS)
        assert second.popen.poll() is None
        due = now() + timedelta(seconds=1)
        with world.acting("ada"):
            turn = update(Question.__table__).where(Question.__table__.c.id == soon_over)
            db.session.execute(turn.values(next_due_at=due, window_ends_at=due))
            # The clock's next turn comes a little sooner, so that this need not wait for all of it.
            sweep = update(ScheduledRun).where(ScheduledRun.name == "escalation.jobs.sweep")
            db.session.execute(sweep.values(last_at=now() - timedelta(seconds=12)))
        first.wait_until(is_done(world, "Soon over"), LIMIT_SECONDS)
    with world.looking():
        assert db.session.scalars(select(Owed.error).where(Owed.error.is_not(None))).all() == []
        for question_id, title in ((missed, "Missed meanwhile"), (soon_over, "Soon over")):
            assert question_by_id(question_id).level is Level.STAFF
            assert db.session.scalar(select(func.count()).where(Case.question_id == question_id)) == 1
            events = (Event.kind == "question:escalated") & (Event.thread_id == question_id)
            (event,) = db.session.scalars(select(Event).where(events))
            assert db.session.scalar(select(func.count()).where(Notification.event_id == event.id)) == 1
            assert mails_about(world, title) == 1
        at = db.session.scalars(select(Event.at).where(events)).one()
        assert due <= at <= due + timedelta(seconds=60)
    late, in_time = (data.get("late_seconds") for _at, data in told(world, "question:escalated"))
    assert in_time is None
    assert round(late / 3600) == DOWN.total_seconds() / 3600
    page = page_of(world, missed)
    assert "time was over; 3 h after its time" in page
    page = page_of(world, soon_over)
    assert "time was over" in page
    assert "after its time" not in page
