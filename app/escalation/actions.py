"""From the community to staff."""

from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.actions.opening import open_case
from app.cases.clocks.lateness import lateness
from app.cases.models import Case
from app.cases.severity import Severity
from app.escalation.permissions import can_ask_for_staff, can_escalate
from app.extensions import db
from app.kit.clock import now
from app.kit.verdicts import require
from app.questions.events import QuestionEvent
from app.questions.models import Question
from app.questions.states import Level, Trigger


def escalate(
    actor: Acting,
    question: Question,
    *,
    trigger: Trigger,
    reason: str = "",
    severity: Severity = Severity.S4,
    seen_as: Trigger | None = None,
) -> Case:
    """Hands the question over for a reason that is stored and shown. The community may still answer.

    `seen_as`: what others may take it for, when the reason is in words that only the asker and staff read.
    """
    require(can_escalate(question))
    question.trigger, question.escalated_at = trigger, now()
    late = lateness(question.window_ends_at, now()) if trigger is Trigger.PEER_WINDOW_OVER else {}
    question.level = Level.STAFF
    db.session.flush()
    case = open_case(actor, question, trigger=trigger, reason=reason, severity=severity, seen_as=seen_as)
    record(actor, QuestionEvent.ESCALATED, question, thread_id=question.id, trigger=trigger.value, **late)
    return case


def request_staff(actor: User, question: Question, *, reason: str = "") -> Case:
    """ "I need staff", said by the asker."""
    require(can_ask_for_staff(actor, question, reason=reason))
    return escalate(actor, question, trigger=Trigger.ASKER_REQUEST, reason=reason)
