"""What happens when the time of an alarm has come. Each rings once, and says how late when the worker was down."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.cases.actions import working
from app.cases.actions.standing import hold
from app.cases.clocks.lateness import lateness
from app.cases.clocks.models import Alarm, Measure, Rings
from app.cases.clocks.queries import clocks_of, policy_now
from app.cases.clocks.turning import plan, planned_while_running
from app.cases.events import CaseEvent
from app.cases.hours import ALWAYS_OPEN, due_after
from app.cases.models import Case
from app.cases.queries import WHOLE, hours_now
from app.cases.recovery import times_said
from app.cases.states import CaseState, Outcome
from app.extensions import db
from app.kit.clock import now
from app.kit.database import changed_by
from app.questions.actions.accepting import lapse as lapse_question
from app.questions.states import Owner

RUNNING = frozenset({CaseState.QUEUED, CaseState.ASSIGNED, CaseState.WAITING_INTERNAL})


def ring(alarm_id: int) -> bool:
    """Rings, if its time has come and nobody rang it before; whether it did.

    The case is held first, with its question, so that a reply that comes at the same moment is either seen or waits.
    """
    alarm = db.session.get(Alarm, alarm_id)
    if alarm is None:
        return False
    case = db.session.scalars(select(Case).where(Case.id == alarm.case_id).options(*WHOLE)).one()
    hold(case)
    moment = now()
    mine = update(Alarm).where(Alarm.id == alarm_id, Alarm.rang_at.is_(None), Alarm.at <= moment)
    if changed_by(db.session(), mine.values(rang_at=moment)) != 1:
        return False
    awaited = RUNNING if alarm.rings not in (Rings.REMINDER, Rings.LAPSE) else {CaseState.WAITING_CUSTOMER}
    if case.state in awaited:
        RINGS[alarm.rings](case, alarm.at, lateness(alarm.at, moment))
    return True


def _warn(measure: Measure) -> Callable[[Case, datetime, dict[str, Any]], None]:
    def warn(case: Case, at: datetime, said: dict[str, Any]) -> None:
        record(SYSTEM, CaseEvent.AT_RISK, case, measure=measure.value, **said)

    return warn


def _response_late(case: Case, at: datetime, said: dict[str, Any]) -> None:
    """The promise was missed: a new time is said, and rings when it is missed as well. Where the desk's own target is
    sooner than what was promised, only the desk is late."""
    if case.next_due_at is not None and case.next_due_at > now():
        record(SYSTEM, CaseEvent.LATE, case, measure=Measure.RESPONSE.value, **said)
        return
    clock = clocks_of(case.id).get(Measure.RESPONSE)
    hours = ALWAYS_OPEN if clock is not None and clock.around_the_clock else hours_now()
    promised = case.promised_at or case.deadline
    case.missed_at, case.next_due_at = times_said(promised, case.next_due_at or promised, case.missed_at, now(), hours)
    plan(case, planned_while_running(case))
    record(SYSTEM, CaseEvent.LATE, case, measure=Measure.RESPONSE.value, **said)


def _resolution_late(case: Case, at: datetime, said: dict[str, Any]) -> None:
    record(SYSTEM, CaseEvent.LATE, case, measure=Measure.RESOLUTION.value, **said)


def _remind(case: Case, at: datetime, said: dict[str, Any]) -> None:
    """A silent customer is reminded. After the last reminder they have a business day, also if it came late."""
    ahead = db.session.scalars(select(Alarm).where(Alarm.case_id == case.id, Alarm.rang_at.is_(None))).all()
    if said and not any(alarm.rings is Rings.REMINDER for alarm in ahead):
        for alarm in ahead:
            alarm.at = max(alarm.at, due_after(hours_now(), now(), hours_now().business_day()))
    case.next_due_at = min(alarm.at for alarm in ahead)
    left = sum(alarm.rings is Rings.REMINDER for alarm in ahead)
    record(SYSTEM, CaseEvent.CUSTOMER_REMINDED, case, number=len(policy_now().reminder_days) - left, **said)


def _lapse(case: Case, at: datetime, said: dict[str, Any]) -> None:
    """Never told what was asked for: the case is closed, and with it the question that still waits for staff."""
    question = case.question
    working.finish(SYSTEM, case, outcome=Outcome.CUSTOMER_SILENT, state=CaseState.LAPSED, **said)
    if question is not None and question.is_active and question.owner_state is Owner.STAFF:
        lapse_question(SYSTEM, question)


RINGS = {
    Rings.RESPONSE_WARNING: _warn(Measure.RESPONSE),
    Rings.RESPONSE_LATE: _response_late,
    Rings.RESOLUTION_WARNING: _warn(Measure.RESOLUTION),
    Rings.RESOLUTION_LATE: _resolution_late,
    Rings.REMINDER: _remind,
    Rings.LAPSE: _lapse,
}
