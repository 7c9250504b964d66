"""Turns the clock into owed jobs. The table itself is app/schedule.py."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from importlib import import_module

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.activity import registry
from app.activity.models import Owed
from app.activity.owing import owe
from app.extensions import db
from app.jobs.models import ScheduledRun
from app.kit import edge
from app.kit.clock import now

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""For so long a job belongs to the worker that took it."""
REACTION_LEASE = timedelta(minutes=1)
"""The same of a reaction, which is quick, where it is leased at all."""
WAITS = [timedelta(minutes=m) for m in (1, 5, 30, 120)]
TRIES = len(WAITS) + 1
A_DAY = timedelta(days=1)
TOLERATED = timedelta(seconds=5)
"""Clocks of two machines may differ by this."""


KEY = "schedule:"
"""Before the name of a scheduled job that waits, so that it waits once."""
ENDED_WORKER = "The worker ended each time while this ran: it was killed, or ran out of memory."


def scheduled() -> dict[str, timedelta]:
    return import_module("app.schedule").EVERY


def done_first() -> frozenset[str]:
    return import_module("app.schedule").FIRST


def owe_what_is_due() -> bool:
    """Asks for each scheduled job whose time has come, once, however many workers look; whether any had."""
    moment = now()
    last = dict(db.session.execute(select(ScheduledRun.name, ScheduledRun.last_at)).all())
    db.session.rollback()
    if last and max(last.values()) > moment + TOLERATED:
        last = _put_back(moment, max(last.values()))
    due = [name for name, every in scheduled().items() if name not in last or last[name] + every <= moment]
    if not due:
        return False
    with edge.transaction() as session:
        for name in due:
            session.merge(ScheduledRun(name=name, last_at=moment))
            owe(registry.jobs[name], unique=f"{KEY}{name}")
        _bring_back(session, due, moment)
    return True


def _bring_back(session: Session, due: Collection[str], moment: datetime) -> None:
    """What the clock asks for is never set aside for good: its next time is its next try, and it goes on by itself when what
    was in the way is gone. Only what killed the worker is left to a person."""
    stands = (Owed.unique_key.in_([f"{KEY}{name}" for name in due]), Owed.set_aside_at.is_not(None))
    harmless = or_(Owed.error.is_(None), Owed.error != ENDED_WORKER)
    again = {"set_aside_at": None, "leased_until": None, "error": None, "run_at": moment, "tries": TRIES - 1}
    session.execute(update(Owed).where(*stands, harmless).values(again))


def wait_after(owed: Owed) -> timedelta:
    """How long what failed waits. What comes by the clock waits no longer than until its next time."""
    usual = WAITS[owed.tries - 1]
    return min(usual, scheduled().get(owed.name, usual)) if owed.unique_key == f"{KEY}{owed.name}" else usual


def _put_back(moment: datetime, latest: datetime) -> dict[str, datetime]:
    """The computer's clock was ahead and is right again: nothing waits until it gets there once more.

    What was due by the clock as it was is due now; what was in hand then is free again after the usual time.
    """
    log.warning("the clock went back by %s; what was due before is due now", latest - moment)
    with edge.transaction() as session:
        session.execute(update(ScheduledRun).where(ScheduledRun.last_at > moment).values(last_at=moment - A_DAY))
        ahead = (Owed.run_at > moment) & (Owed.run_at <= latest)
        session.execute(update(Owed).where(ahead).values(run_at=moment))
        session.execute(update(Owed).where(Owed.leased_until > moment + LEASE).values(leased_until=moment + LEASE))
    last = dict(db.session.execute(select(ScheduledRun.name, ScheduledRun.last_at)).all())
    db.session.rollback()
    return last
