"""A case comes into being, and comes back."""

from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.actions.assigning import back_to_the_queue
from app.cases.clocks import turning
from app.cases.clocks.queries import policy_now
from app.cases.desk.models import How
from app.cases.desk.presence import can_go_on
from app.cases.desk.routing import route
from app.cases.events import CaseEvent
from app.cases.models import Case, PrivateDetails
from app.cases.queries import hours_now
from app.cases.severity import Severity
from app.cases.sla import first_response_due
from app.cases.states import CASE_MOVES, DONE, CaseState
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.questions import turns
from app.questions.models import Question
from app.questions.states import Trigger

PRIVATE_MAX = 5000


def open_case(
    actor: Acting,
    question: Question,
    *,
    trigger: Trigger,
    reason: str = "",
    severity: Severity = Severity.S4,
    seen_as: Trigger | None = None,
) -> Case:
    """A case for a public question, into the queue with the deadline of its severity (at least the one given).

    The promise is that of what everybody can read: private details may hasten the case, and nobody outside can tell.
    What the end of the peer window brings counts from there and keeps the promise that was said while it ran: a hand-over
    that comes late costs staff, not the asker.
    """
    moment, policy, hours = now(), policy_now(), hours_now()
    promised = None
    if trigger is Trigger.PEER_WINDOW_OVER and question.window_ends_at is not None and question.window_ends_at < moment:
        moment, promised = question.window_ends_at, question.promised_at
    details = db.session.get(PrivateDetails, question.id)
    needs = route(question, trigger, at_least=severity, private=details.text if details else "", seen_as=seen_as)
    due = promised or first_response_due(policy, hours, needs.promised, moment)
    case = Case(
        question=question,
        customer_id=question.author_id,
        severity=needs.severity,
        skill=needs.skill,
        language=question.language,
        opened_by_id=actor.id,
        trigger=trigger,
        reason=reason[:500],
        entered_at=moment,
        deadline=first_response_due(policy, hours, needs.severity, moment),
        promised_at=due,
        next_due_at=due,
    )
    db.session.add(case)
    turning.begin(case, moment, promised=due)
    turns.hand_to_staff(question, due)
    record(actor, CaseEvent.OPENED, case, trigger=trigger.value, severity=needs.severity.value)
    return case


def await_staff(case: Case, question: Question | None) -> None:
    """The customer spoke last: staff's next response is due. `question` when they spoke in public: only then is it
    promised in public."""
    due = turning.staff_next(case, now())
    if question is not None:
        turns.hand_to_staff(question, due)


def reopen(actor: Acting, case: Case, question: Question | None) -> None:
    """A closed or answered case comes back: to its last owner, or to the queue if it has none or they are away.

    Where staff had answered, the wait was over: a case that was closed then takes its place anew, so that nobody comes before
    those who wait by what they wrote days ago.
    """
    if case.state in DONE and case.first_response_at is not None:
        case.deadline = first_response_due(policy_now(), hours_now(), case.severity, now())
    away = case.owner_id is not None and not can_go_on(case.owner_id)
    state = CaseState.QUEUED if away or case.owner_id is None else CaseState.ASSIGNED
    if case.state is not state:
        check_move(CASE_MOVES, case.state, state)
    case.state, case.needed, case.closed_at, case.outcome = state, "", None, None
    await_staff(case, question)
    if away:
        back_to_the_queue(actor, case, how=How.OWNER_AWAY)
    record(actor, CaseEvent.REOPENED, case)


def undo_close(actor: Acting, case: Case, question: Question) -> None:
    """An acceptance was taken back: an answered case awaits the asker again, one nobody answered awaits staff."""
    if case.owner_id is None or question.next_due_at is None:
        reopen(actor, case, question)
        return
    check_move(CASE_MOVES, case.state, CaseState.ANSWERED)
    case.state, case.closed_at, case.outcome = CaseState.ANSWERED, None, None
    turning.rest(case, now(), question.next_due_at)
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
    record(actor, CaseEvent.DETAILS_KEPT, question, lists=False)
