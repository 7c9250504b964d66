"""Working on a case: words to the customer, among staff, and back; handing it on; closing it."""

from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.actions.opening import POLICY, await_staff, reopen
from app.cases.events import CaseEvent
from app.cases.models import Case, CaseMessage, CaseNote
from app.cases.permissions import can_reply_as_customer, can_work
from app.cases.queries import hours_now
from app.cases.sla import next_response_due
from app.cases.states import CASE_MOVES, DONE, CaseState, Outcome
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.markup import SourceFormat, render
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.actions import check_text
from app.questions import turns


def _move(case: Case, state: CaseState) -> None:
    if case.state is not state:
        check_move(CASE_MOVES, case.state, state)
        case.state = state


def _message(case: Case, author: User, body: str, *, from_customer: bool) -> CaseMessage:
    check_text(body)
    message = CaseMessage(
        case_id=case.id,
        author_id=author.id,
        from_customer=from_customer,
        source=body,
        html=render(body, SourceFormat.MARKDOWN).html,
        at=now(),
    )
    db.session.add(message)
    return message


def reply(actor: User, case: Case, *, body: str, needed: str = "") -> CaseMessage:
    """Staff's private word to the customer. With `needed`, the case waits for the customer to bring just that."""
    require(can_work(actor, case))
    message = _message(case, actor, body, from_customer=False)
    case.first_response_at = case.first_response_at or now()
    case.needed = needed.strip()[:500]
    record(actor, CaseEvent.REPLIED, case)
    if case.needed:
        _move(case, CaseState.WAITING_CUSTOMER)
    elif case.state is CaseState.ANSWERED:
        return message
    elif case.state is not CaseState.WAITING_INTERNAL:
        _move(case, CaseState.ASSIGNED)
    due = next_response_due(POLICY, hours_now(), now())
    case.promised_at = case.next_due_at = due
    if case.question is not None and case.question.is_active:
        turns.hand_to_staff(case.question, due)
    return message


def reply_as_customer(actor: User, case: Case, *, body: str) -> CaseMessage:
    """The customer's private word to staff. A closed case comes back to whoever had it."""
    require(can_reply_as_customer(actor, case))
    message = _message(case, actor, body, from_customer=True)
    question = case.question if case.question is not None and case.question.is_active else None
    case.needed = ""
    if case.state in DONE:
        reopen(actor, case, question)
    else:
        if case.state is not CaseState.QUEUED:
            _move(case, CaseState.ASSIGNED)
            await_staff(case, question)
    record(actor, CaseEvent.CUSTOMER_REPLIED, case)
    return message


def note(actor: User, case: Case, *, body: str) -> CaseNote:
    """A note among staff; the customer never sees it."""
    require(can_work(actor, case))
    check_text(body)
    written = CaseNote(
        case_id=case.id, author_id=actor.id, source=body, html=render(body, SourceFormat.MARKDOWN).html, at=now()
    )
    db.session.add(written)
    record(actor, CaseEvent.NOTED, case)
    return written


def wait_internal(actor: User, case: Case, *, body: str) -> None:
    """Waits for somebody inside the company, with a note of whom and why. The customer's clock goes on."""
    note(actor, case, body=body)
    _move(case, CaseState.WAITING_INTERNAL)


def hand_back(actor: User, case: Case, *, reason: str) -> None:
    """Back into the queue with its first deadline, and a note for whoever takes it next."""
    require(can_work(actor, case))
    if not reason.strip():
        raise Invalid(N_("Leave a note for whoever takes it next."), field="reason")
    note(actor, case, body=reason)
    _move(case, CaseState.QUEUED)
    case.owner_id = case.assigned_at = None
    record(actor, CaseEvent.HANDED_BACK, case)


def answered_publicly(actor: Acting, case: Case) -> None:
    """The company has answered on the public thread: it is the asker's turn."""
    if case.owner_id is None:
        case.owner_id, case.assigned_at = actor.id, now()
    case.first_response_at = case.first_response_at or now()
    case.needed = ""
    _move(case, CaseState.ANSWERED)
    question = case.question
    if question is not None and question.next_due_at is not None:
        case.next_due_at = case.promised_at = question.next_due_at
    record(actor, CaseEvent.ANSWERED_PUBLICLY, case)


def close(actor: User, case: Case, *, outcome: Outcome) -> None:
    """Done. A case from a public question says what the public sees of it."""
    require(can_work(actor, case))
    finish(actor, case, outcome=outcome)
    question = case.question
    if question is not None and question.is_active and outcome is Outcome.SETTLED_PRIVATELY:
        turns.await_asker(question)


def finish(actor: Acting, case: Case, *, outcome: Outcome, state: CaseState = CaseState.RESOLVED) -> None:
    """Closes a case because of what happened to its question. Permission was asked by whoever caused it."""
    _move(case, state)
    case.closed_at, case.next_due_at, case.needed = now(), None, ""
    case.outcome = outcome
    record(actor, CaseEvent.CLOSED, case, outcome=outcome.value)
