"""Turns the clock into owed jobs. The table itself is app/schedule.py."""

from datetime import timedelta
from importlib import import_module

from sqlalchemy import select

from app.activity import registry
from app.activity.owing import owe
from app.extensions import db
from app.jobs.models import ScheduledRun
from app.kit import edge
from app.kit.clock import now


def scheduled() -> dict[str, timedelta]:
    return import_module("app.schedule").EVERY


def owe_what_is_due() -> None:
    """Asks for each scheduled job whose time has come, once, however many workers look."""
    moment = now()
    last = dict(db.session.execute(select(ScheduledRun.name, ScheduledRun.last_at)).all())
    db.session.rollback()
    due = [name for name, every in scheduled().items() if name not in last or last[name] + every <= moment]
    if not due:
        return
    with edge.transaction() as session:
        for name in due:
            session.merge(ScheduledRun(name=name, last_at=moment))
            owe(registry.jobs[name], unique=f"schedule:{name}")
