"""How grave a case is, as people see it: any agent may raise it, only a lead lowers it, always with a reason."""

from datetime import datetime

from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.actions.standing import hold
from app.cases.clocks import turning
from app.cases.clocks.models import Measure
from app.cases.clocks.queries import clocks_of, policy_now
from app.cases.desk.models import SeverityChange
from app.cases.events import CaseEvent
from app.cases.impact import severity_of_words
from app.cases.models import Case
from app.cases.permissions import can_change_severity
from app.cases.queries import hours_now
from app.cases.severity import Severity
from app.cases.sla import first_response_due
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

REASON_MAX = 500
BY_WORDS = N_("What the customer wrote names this harm.")


def change_severity(actor: User, case: Case, *, severity: Severity, reason: str) -> None:
    hold(case)
    require(can_change_severity(actor, case, severity))
    if severity is case.severity:
        raise Invalid(N_("It is that already."), field="severity")
    if not reason.strip():
        raise Invalid(N_("Say why."), field="reason")
    set_severity(actor, case, severity=severity, reason=reason)


def heed_words(case: Case, text: str) -> None:
    """What the customer writes later may name a graver harm; it never makes a case less grave."""
    severity = severity_of_words(text)
    if case.is_open and severity < min(case.severity, Severity.S3):
        set_severity(SYSTEM, case, severity=severity, reason=BY_WORDS)


def set_severity(actor: Acting, case: Case, *, severity: Severity, reason: str) -> None:
    """The place in the queue follows: deadline = entry + the target of the new severity, as if it had been known at once; after
    an answer of staff's, from when the next one was owed.

    Who waited keeps the wait, so nobody passes those who came earlier with the same harm; and a deadline that rises never
    comes later. What was promised to the customer stays as it was said.
    """
    due = first_response_due(policy_now(), hours_now(), severity, _owed_since(case))
    change = SeverityChange(
        case_id=case.id,
        before=case.severity,
        after=severity,
        by_id=actor.id,
        reason=reason.strip()[:REASON_MAX],
        at=now(),
    )
    case.deadline = min(due, case.deadline) if severity < case.severity else due
    case.severity = severity
    db.session.add(change)
    turning.retarget(case)
    record(actor, CaseEvent.SEVERITY_CHANGED, case, before=change.before.value, after=severity.value)


def _owed_since(case: Case) -> datetime:
    response = clocks_of(case.id).get(Measure.RESPONSE) if case.first_response_at is not None else None
    return response.started_at if response is not None else case.entered_at
