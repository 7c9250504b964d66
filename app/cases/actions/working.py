"""Working on a case: words to the customer, among staff, and back; handing it on; closing it."""

from typing import Any

from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.actions.assigning import back_to_the_queue
from app.cases.actions.following_up import follow_up
from app.cases.actions.noting import keep_note
from app.cases.actions.opening import await_staff, reopen
from app.cases.actions.outcomes import check_outcome
from app.cases.actions.severity import heed_words
from app.cases.actions.standing import hold, standing
from app.cases.clocks import turning
from app.cases.coaching.permissions import can_send_unseen
from app.cases.desk.models import How
from app.cases.desk.presence import can_go_on
from app.cases.desk.skills import skill_called
from app.cases.events import CaseEvent
from app.cases.going_on import followed_by, over_for_good
from app.cases.messages import message
from app.cases.models import Case, CaseMessage, CaseNote
from app.cases.permissions import can_reply_as_customer, can_wait_inside, can_work
from app.cases.states import CASE_MOVES, DONE, CaseState, Outcome
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.questions import turns


def _move(case: Case, state: CaseState) -> None:
    if case.state is not state:
        check_move(CASE_MOVES, case.state, state)
        case.state = state


def reply(actor: User, case: Case, *, body: str, needed: str = "") -> CaseMessage:
    """Staff's private word to the customer. With `needed`, the case waits for the customer to bring just that.

    Nobody outside can tell: what was promised on the public thread stays as it was said there.
    """
    require(can_work(actor, case))
    require(can_send_unseen(actor))
    written = message(case, actor, body, from_customer=False)
    case.first_response_at = case.first_response_at or now()
    case.needed = needed.strip()[:500]
    record(actor, CaseEvent.REPLIED, case, asks=bool(case.needed))
    if case.needed:
        _move(case, CaseState.WAITING_CUSTOMER)
        turning.wait_for_customer(case, now())
        return written
    if case.state is CaseState.ANSWERED:
        return written
    if case.state is not CaseState.WAITING_INTERNAL:
        _move(case, CaseState.ASSIGNED)
    turning.staff_next(case, now())
    return written


def reply_as_customer(actor: User, case: Case, *, body: str) -> CaseMessage:
    """The customer's private word to staff. A closed case comes back to whoever had it; one closed long ago is followed by
    a new one (the same for every later word), and one that was merged leads on: the message says to which it went."""
    require(can_reply_as_customer(actor, case))
    case = standing(case)
    while over_for_good(case) and (newer := followed_by(case)) is not None:
        case = standing(newer)
    require(can_reply_as_customer(actor, case))
    if over_for_good(case):
        case = follow_up(actor, case)
        written = message(case, actor, body, from_customer=True)
    else:
        written = message(case, actor, body, from_customer=True)
        _back_to_staff(actor, case)
    heed_words(case, body)
    record(actor, CaseEvent.CUSTOMER_REPLIED, case)
    return written


def _back_to_staff(actor: User, case: Case) -> None:
    if case.state in DONE:
        reopen(actor, case, None)
    elif case.state is not CaseState.QUEUED:
        if case.owner_id is not None and not can_go_on(case.owner_id):
            back_to_the_queue(actor, case, how=How.OWNER_AWAY)
        else:
            _move(case, CaseState.ASSIGNED)
            case.needed = ""
        await_staff(case, None)


def note(actor: User, case: Case, *, body: str, goes_on: bool = False) -> CaseNote:
    """A note among staff; the customer never sees it. `goes_on`: nobody inside is waited for any more."""
    require(can_work(actor, case))
    if goes_on and case.state is CaseState.WAITING_INTERNAL:
        _move(case, CaseState.ASSIGNED)
    return keep_note(actor, case, body=body)


def wait_internal(actor: User, case: Case, *, body: str) -> None:
    """Waits for somebody inside the company, with a note of whom and why. The customer's clock goes on."""
    require(can_wait_inside(actor, case))
    note(actor, case, body=body)
    _move(case, CaseState.WAITING_INTERNAL)


def hand_back(actor: User, case: Case, *, reason: str, skill: str | None = None) -> None:
    """Back into the queue with its first deadline, and a note for whoever takes it next; `skill` if it needs another."""
    hold(case)
    require(can_work(actor, case))
    if not reason.strip():
        raise Invalid(N_("Leave a note for whoever takes it next."), field="reason")
    note(actor, case, body=reason)
    if skill is not None and (skill == "" or skill_called(skill) is not None):
        case.skill = skill
    back_to_the_queue(actor, case, how=How.HANDED_BACK, reason=reason)


def answered_publicly(actor: Acting, case: Case) -> None:
    """The company has answered on the public thread: it is the asker's turn."""
    case.first_response_at = case.first_response_at or now()
    case.needed = ""
    _move(case, CaseState.ANSWERED)
    question = case.question
    if question is not None and question.next_due_at is not None:
        turning.rest(case, now(), question.next_due_at)
    record(actor, CaseEvent.ANSWERED_PUBLICLY, case)


def close(actor: User, case: Case, *, outcome: Outcome | None) -> None:
    """Done. A case from a public question says what the public sees of it; any other needs no public word."""
    require(can_work(actor, case))
    question = case.question
    check_outcome(question, outcome)
    finish(actor, case, outcome=outcome)
    if question is not None and question.is_active and outcome is not Outcome.OFFICIAL_ANSWER:
        turns.await_asker(question)


def finish(
    actor: Acting, case: Case, *, outcome: Outcome | None, state: CaseState = CaseState.RESOLVED, **said: Any
) -> None:
    """Closes a case because of what happened to its question. Permission was asked by whoever caused it."""
    _move(case, state)
    case.closed_at, case.next_due_at, case.needed = now(), None, ""
    case.outcome = outcome
    turning.end(case, now())
    record(actor, CaseEvent.CLOSED, case, outcome=outcome.value if outcome else None, **said)
