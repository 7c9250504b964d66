"""A case comes into being, comes back, is given out, is late."""

from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.events import CaseEvent
from app.cases.models import Case, PrivateDetails
from app.cases.permissions import can_take_next
from app.cases.queries import WHOLE, hours_now, queue_entries
from app.cases.queue import next_for
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, first_response_due, next_response_due
from app.cases.states import CASE_MOVES, CaseState
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.questions import turns
from app.questions.models import Question
from app.questions.states import Trigger

POLICY = SlaPolicy()
PRIVATE_MAX = 5000


def open_case(
    actor: Acting, question: Question, *, trigger: Trigger, reason: str = "", severity: Severity = Severity.S4
) -> Case:
    """A case for a public question, into the queue, with the promise of its severity."""
    moment = now()
    due = first_response_due(POLICY, hours_now(), severity, moment)
    case = Case(
        question=question,
        customer_id=question.author_id,
        severity=severity,
        language=question.language,
        opened_by_id=actor.id,
        trigger=trigger,
        reason=reason[:500],
        entered_at=moment,
        deadline=due,
        promised_at=due,
        next_due_at=due,
    )
    db.session.add(case)
    turns.hand_to_staff(question, due)
    record(actor, CaseEvent.OPENED, case, trigger=trigger.value, severity=severity.value)
    return case


def take_next(agent: User) -> Case | None:
    """Gives the agent the next case of the queue; None when nothing waits. Nobody picks."""
    require(can_take_next(agent))
    entries = queue_entries()
    while (entry := next_for(entries, (), ())) is not None:
        query = db.select(Case).where(Case.id == entry.id, Case.state == CaseState.QUEUED)
        case = db.session.scalar(query.options(*WHOLE).with_for_update(skip_locked=True, of=Case))
        if case is not None:
            case.state, case.owner_id, case.assigned_at = CaseState.ASSIGNED, agent.id, now()
            record(agent, CaseEvent.TAKEN, case)
            return case
        entries.remove(entry)
    return None


def await_staff(case: Case, question: Question | None) -> None:
    """The customer spoke last: staff's next response is due."""
    due = next_response_due(POLICY, hours_now(), now())
    case.promised_at = case.next_due_at = due
    if question is not None:
        turns.hand_to_staff(question, due)


def reopen(actor: Acting, case: Case, question: Question | None) -> None:
    """A closed or answered case comes back to its last owner, or to the queue if it never had one."""
    state = CaseState.ASSIGNED if case.owner_id is not None else CaseState.QUEUED
    if case.state is not state:
        check_move(CASE_MOVES, case.state, state)
    await_staff(case, question)
    case.state, case.closed_at, case.outcome = state, None, None
    record(actor, CaseEvent.REOPENED, case)


def undo_close(actor: Acting, case: Case, question: Question) -> None:
    """An acceptance was taken back: an answered case awaits the asker again, one nobody answered awaits staff."""
    if case.owner_id is None or question.next_due_at is None:
        reopen(actor, case, question)
        return
    check_move(CASE_MOVES, case.state, CaseState.ANSWERED)
    case.state, case.closed_at, case.outcome = CaseState.ANSWERED, None, None
    case.next_due_at = question.next_due_at
    record(actor, CaseEvent.REOPENED, case)


def attach_private_details(actor: User, question: Question, *, text: str) -> None:
    """Keeps what only staff may see of a question, apart from it."""
    if len(text) > PRIVATE_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="private", max=PRIVATE_MAX)
    if not text.strip():
        return
    known = db.session.get(PrivateDetails, question.id)
    if known is None:
        db.session.add(PrivateDetails(question_id=question.id, text=text.strip(), at=now()))
    else:
        known.text, known.at = text.strip(), now()
