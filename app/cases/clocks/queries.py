"""Reading clocks: the policy and the hours they run by, and what they will ring for."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Text, cast, exists, select

from app.activity.models import Owed
from app.cases.clocks.models import Alarm, CaseClock, Measure, Rings
from app.cases.hours import BusinessHours
from app.cases.models import Calendar, Case
from app.cases.queries import DEFAULT_HOURS, calendar_now
from app.cases.sla import SlaPolicy
from app.cases.states import DONE, CaseState
from app.extensions import db


def policy_now() -> SlaPolicy:
    """The SLA policy in force, read once a transaction, together with the hours."""
    info = db.session().info
    if "policy" not in info:
        info.pop("calendar", None)
        calendar_now()
    found: SlaPolicy = info["policy"]
    return found


def hours_of(calendar_id: int | None) -> BusinessHours:
    """A version of the business hours, in force or not."""
    now_id, hours = calendar_now()
    if calendar_id == now_id:
        return hours
    if calendar_id is None:
        return DEFAULT_HOURS
    return BusinessHours.from_dict(db.session.get_one(Calendar, calendar_id).hours)


def clocks_of(case_id: int) -> dict[Measure, CaseClock]:
    rows = db.session.scalars(select(CaseClock).where(CaseClock.case_id == case_id))
    return {row.measure: row for row in rows}


def waits_until(case: Case) -> datetime | None:
    """When a case whose customer is silent lapses."""
    query = select(Alarm.at).where(Alarm.case_id == case.id, Alarm.rings == Rings.LAPSE, Alarm.rang_at.is_(None))
    return db.session.scalar(query.limit(1))


def lapses_at(case: Case) -> datetime | None:
    """The same of any case; none for one that does not wait for its customer, without asking."""
    return waits_until(case) if case.state is CaseState.WAITING_CUSTOMER else None


def due_alarms(before: datetime, limit: int) -> Sequence[int]:
    """Alarms whose time has come and that nobody was asked to ring yet, the oldest first."""
    asked = exists().where(Owed.unique_key == "ring:" + cast(Alarm.id, Text))
    query = select(Alarm.id).where(Alarm.rang_at.is_(None), Alarm.at <= before, ~asked)
    return db.session.scalars(query.order_by(Alarm.at, Alarm.id).limit(limit)).all()


def without_clocks(limit: int) -> Sequence[int]:
    """Open cases that have no clock yet, as they are after an upgrade."""
    known = exists().where(CaseClock.case_id == Case.id)
    query = select(Case.id).where(Case.state.not_in(DONE), ~known)
    return db.session.scalars(query.order_by(Case.id).limit(limit)).all()
