"""What is owed: what waits, what is late, what was set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.activity.models import Owed
from app.extensions import db
from app.kit.clock import now

LATE_AFTER = timedelta(minutes=5)
SHOWN = 50


@dataclass(frozen=True)
class Counts:
    """Jobs by where they stand; `late` ones should have run five minutes ago: is the worker running?"""

    due: int
    later: int
    failing: int
    set_aside: int
    late: int
    oldest: datetime | None


def counts() -> Counts:
    moment = now()
    waits = Owed.set_aside_at.is_(None)
    row = db.session.execute(
        select(
            func.count().filter(waits, Owed.run_at <= moment),
            func.count().filter(waits, Owed.run_at > moment),
            func.count().filter(waits, Owed.error.is_not(None)),
            func.count().filter(Owed.set_aside_at.is_not(None)),
            func.count().filter(waits, Owed.run_at <= moment - LATE_AFTER),
            func.min(Owed.run_at).filter(waits, Owed.run_at <= moment),
        ).select_from(Owed)
    ).one()
    return Counts(*row)


def set_aside() -> Sequence[Owed]:
    """The latest first."""
    query = select(Owed).where(Owed.set_aside_at.is_not(None)).order_by(Owed.set_aside_at.desc(), Owed.id.desc())
    return db.session.scalars(query.limit(SHOWN)).all()


def waiting_by_name() -> Sequence[tuple[str, int]]:
    """How many of each job wait, the most first."""
    query = select(Owed.name, func.count()).where(Owed.set_aside_at.is_(None)).group_by(Owed.name)
    return [
        (name, count) for name, count in db.session.execute(query.order_by(func.count().desc(), Owed.name).limit(SHOWN))
    ]
