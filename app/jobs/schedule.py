"""Turns the clock into owed jobs. The table itself is app/schedule.py."""

import logging
from datetime import datetime, timedelta
from importlib import import_module

from sqlalchemy import select, update

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
A_DAY = timedelta(days=1)
TOLERATED = timedelta(seconds=5)
"""Clocks of two machines may differ by this."""


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
            owe(registry.jobs[name], unique=f"schedule:{name}")
    return True


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
