"""Every version of the business hours and of the policy: since when, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import select

from app.accounts.models import User
from app.cases.clocks.models import PolicyVersion
from app.cases.hours import BusinessHours
from app.cases.models import Calendar
from app.cases.sla import SlaPolicy
from app.cases.sla_policy import from_dict
from app.extensions import db

SHOWN = 20
What = TypeVar("What")


@dataclass(frozen=True)
class Version(Generic[What]):
    """`by` is None where the program set it."""

    what: What
    at: datetime
    by: str | None


def versions_of_hours() -> Sequence[Version[BusinessHours]]:
    """The latest first: that is the one in force."""
    query = select(Calendar, User.display_name).outerjoin(User, User.id == Calendar.by_id)
    rows = db.session.execute(query.order_by(Calendar.id.desc()).limit(SHOWN))
    return [Version(BusinessHours.from_dict(row.hours), row.at, by) for row, by in rows]


def versions_of_policy() -> Sequence[Version[SlaPolicy]]:
    """The latest first: that is the one in force."""
    query = select(PolicyVersion, User.display_name).outerjoin(User, User.id == PolicyVersion.by_id)
    rows = db.session.execute(query.order_by(PolicyVersion.id.desc()).limit(SHOWN))
    return [Version(from_dict(row.policy), row.at, by) for row, by in rows]
