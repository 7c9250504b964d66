"""What the clock drives goes on by itself: a fault that lasts some hours delays it, and does not end it until somebody looks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activity import registry
from app.activity.models import Owed
from app.extensions import db
from app.jobs.schedule import ENDED_WORKER, TRIES, owe_what_is_due, scheduled
from app.jobs.worker import run_one
from app.kit import clock, edge
from app.kit.clock import now
from tests.world import World

NAME = "escalation.jobs.sweep"
EVERY = scheduled()[NAME]


class Fault:
    lasts = True
    runs = 0


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Fault:
    """The job fails until the fault is gone."""
    found = Fault()

    def sweep() -> None:
        found.runs += 1
        if found.lasts:
            raise OSError("no space")

    monkeypatch.setitem(registry.jobs, NAME, sweep)
    sweep.__module__, sweep.__name__ = "app.escalation.jobs", "sweep"
    return found


def a_round(world: World) -> None:
    """The clock and the worker once."""
    with world.app.app_context():
        owe_what_is_due()
        run_one([NAME])


def row(world: World) -> Owed | None:
    with world.looking():
        found = db.session.scalars(select(Owed).where(Owed.name == NAME)).one_or_none()
        db.session.expunge_all()
        return found


def test_each_of_its_times_is_a_try(world: World, fault: Fault) -> None:
    start = now()
    for number in range(TRIES * 3):
        with clock.at(start + number * (EVERY + timedelta(seconds=1))):
            a_round(world)
        assert fault.runs == number + 1
    waiting = row(world)
    assert waiting is not None
    assert (waiting.set_aside_at is not None, waiting.error) == (True, "OSError: no space"), "an administrator sees it"
    fault.lasts = False
    with clock.at(start + TRIES * 3 * (EVERY + timedelta(seconds=1))):
        a_round(world)
    assert row(world) is None


def test_what_kills_the_worker_stays_aside(world: World, fault: Fault) -> None:
    with world.app.app_context():
        owe_what_is_due()
        with edge.transaction():
            owed = db.session.scalars(select(Owed).where(Owed.name == NAME)).one()
            owed.error, owed.set_aside_at, owed.tries = ENDED_WORKER, now(), TRIES
    with clock.at(now() + timedelta(days=1)):
        a_round(world)
    assert fault.runs == 0


def test_killed_after_it_was_brought_back_it_is_set_aside_as_what_kills(world: World, fault: Fault) -> None:
    """What it said before it killed does not count any more: else each of its times would kill the worker."""
    with world.app.app_context():
        owe_what_is_due()
        with edge.transaction():
            owed = db.session.scalars(select(Owed).where(Owed.name == NAME)).one()
            owed.error, owed.set_aside_at, owed.tries = "OSError: x", now(), TRIES
    with clock.at(now() + timedelta(hours=1)), world.app.app_context():
        owe_what_is_due()
        with edge.transaction():
            owed = db.session.scalars(select(Owed).where(Owed.name == NAME)).one()
            assert owed.set_aside_at is None
            owed.tries, owed.leased_until = owed.tries + 1, now()
    with clock.at(now() + timedelta(hours=2)):
        with world.app.app_context():
            run_one([NAME])
        found = row(world)
        assert found is not None
        assert (found.set_aside_at is not None, found.error) == (True, ENDED_WORKER)
    assert fault.runs == 0
