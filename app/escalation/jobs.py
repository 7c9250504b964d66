"""What the clock does to questions and cases. Each due thing in a transaction of its own, safe to run twice."""

import logging

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.activity.owing import owe
from app.activity.registry import job
from app.activity.versions import LISTS, thread_key, touch
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.queries import case_of, hours_now
from app.cases.states import CaseState
from app.escalation.actions import escalate
from app.escalation.promises import new_times
from app.escalation.queries import due_cases, due_questions
from app.extensions import db
from app.kit.clock import now
from app.questions import turns
from app.questions.actions.accepting import lapse, remind
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Owner, Trigger

log = logging.getLogger(__name__)


@job
def sweep() -> None:
    """Asks, for everything whose time is over, that its turn is passed on: one bad row stops nothing else."""
    for question_id in due_questions(now()):
        owe(pass_on, unique=f"turn:{question_id}", question_id=question_id)
    for case_id in due_cases(now()):
        owe(say_late, unique=f"late:{case_id}", case_id=case_id)


@job
def say_late(case_id: int) -> None:
    _late(db.session.get_one(Case, case_id))


@job
def pass_on(question_id: int) -> None:
    """The turn of one question goes on, if its time is still over."""
    question = question_by_id(question_id)
    if question.next_due_at is None or question.next_due_at > now():
        return
    match question.owner_state:
        case Owner.COMMUNITY:
            escalate(SYSTEM, question, trigger=Trigger.PEER_WINDOW_OVER)
        case Owner.ASKER if question.reminders < len(turns.REMINDERS):
            remind(SYSTEM, question)
        case Owner.ASKER:
            lapse(SYSTEM, question)
        case Owner.STAFF:
            case = case_of(question.id)
            if case is not None and case.is_open and case.state is not CaseState.ANSWERED:
                _late(case)
            else:
                _look_again(question)


def _late(case: Case) -> None:
    """A promise was missed: the page says so with the new time, and the case must be looked at again by then."""
    if case.next_due_at is None or case.next_due_at > now():
        return
    _missed, new_time = new_times(case.promised_at or case.deadline, now(), hours_now())
    case.next_due_at = new_time
    if case.question_id is not None:
        question = db.session.get_one(Question, case.question_id)
        if question.owner_state is Owner.STAFF:
            question.next_due_at = new_time
        touch(db.session(), thread_key(question.id), LISTS)
    record(SYSTEM, CaseEvent.LATE, case, waiting_for_customer=case.state is CaseState.WAITING_CUSTOMER)


def _look_again(question: Question) -> None:
    """With staff but no case to be late: the question asks for attention again after the fallback time."""
    log.warning("question %s is with staff without an open case", question.id)
    turns.hand_to_staff(question, now() + turns.STAFF_FALLBACK)
