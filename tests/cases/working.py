"""A case whose clocks are tested: asked for on a Monday morning in Rome, and time that passes with a worker or without."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.activity.models import Event
from app.cases.actions.taking import take_next
from app.cases.actions.working import reply
from app.cases.models import Case
from app.cases.queries import case_of
from app.escalation.actions import request_staff
from app.extensions import db
from app.jobs.worker import run_all
from app.kit import clock
from tests import make
from tests.cases.calendars import rome
from tests.world import World

MONDAY = rome(2026, 11, 23, 9, 30)
TITLE, BODY = "Where is the manual?", "I look for the manual of the router."
NEEDED = "The serial number"


def opened(world: World, name: str = "ann") -> int:
    """A plain question, handed to staff at once: its id. Nothing of it is grave, so its first reply is due in 8 h."""
    with world.acting(name) as asker:
        question = make.question(asker, title=TITLE, body=BODY)
        request_staff(asker, question, reason="We cannot go on without")
        return int(question.id)


def taken(world: World, question_id: int) -> None:
    with world.acting("gus") as gus:
        found = take_next(gus)
        assert found is not None
        assert found.question_id == question_id


def asked_customer(world: World, question_id: int) -> None:
    """Gus has it, and asks the customer for something."""
    taken(world, question_id)
    with world.acting("gus") as gus:
        reply(gus, the(question_id), body="Could you send it?", needed=NEEDED)


def the(question_id: int) -> Case:
    found = case_of(question_id)
    assert found is not None
    return found


@contextmanager
def at(*when: int) -> Iterator[None]:
    """Inside, it is this time of Rome."""
    with clock.at(rome(*when)):
        yield


def work(world: World) -> None:
    """The worker does all that is due now."""
    with world.app.app_context():
        run_all()


def work_at(world: World, moment: datetime) -> None:
    with clock.at(moment):
        work(world)


def worked(world: World, start: datetime, until: datetime, step: timedelta = timedelta(hours=1)) -> None:
    """The worker looks every `step` from start to until."""
    while start <= until:
        work_at(world, start)
        start += step


def said(moment: datetime | None) -> str:
    """On the wall clock of Rome, such as "Mon 23 17:30"."""
    assert moment is not None
    return moment.astimezone(MONDAY.tzinfo).strftime("%a %d %H:%M")


def told(world: World, kind: str) -> list[tuple[datetime, dict[str, Any]]]:
    """The events of a kind in order: when, and what they say."""
    with world.looking():
        rows = db.session.execute(select(Event.at, Event.data).where(Event.kind == kind).order_by(Event.id))
        return [(at, data) for at, data in rows]
