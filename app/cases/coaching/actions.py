"""Being in training; handing in a reply, looking it over, sending it or giving it back."""

from collections.abc import Sequence

from sqlalchemy import select, update

from app.accounts.models import User
from app.accounts.queries import actor as person_acting
from app.accounts.roles import Role
from app.activity.log import Acting, record
from app.activity.owing import owe
from app.cases.actions.files import hand_in_with, send_along
from app.cases.actions.standing import hold
from app.cases.actions.working import reply
from app.cases.clocks.queries import policy_now
from app.cases.coaching.due import look_over_by
from app.cases.coaching.models import LOOKED_MOVES, MERGED, Looked, Training, WaitingReply, Way
from app.cases.coaching.permissions import (
    can_be_sent,
    can_look_over,
    can_set_training,
    can_take_over,
    can_take_reply_back,
    looked_over,
)
from app.cases.coaching.queries import in_training, training_of, waiting_in, who_looks_over
from app.cases.events import CaseEvent
from app.cases.jobs import look_whether_reply_is_late
from app.cases.models import Case, CaseMessage
from app.cases.permissions import can_work
from app.cases.queries import hours_now
from app.cases.sla import clock_hours
from app.extensions import db
from app.images.remaking import Made
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.actions import check_text
from app.questions.actions.answering import answer
from app.questions.models import Answer
from app.questions.queries import question_by_id


def begin_training(actor: User, agent: User) -> None:
    require(can_set_training(actor, agent))
    if in_training(agent.id):
        raise IllegalMove(N_("%(name)s is in training already."), name=agent.display_name)
    row = Training(user_id=agent.id, by_id=actor.id, since=now())
    db.session.add(row)
    record(actor, CaseEvent.TRAINING_BEGAN, row, of=agent.id)


def end_training(actor: User, agent: User) -> None:
    """What waits to be looked over goes on waiting."""
    require(can_set_training(actor, agent))
    row = training_of(agent.id)
    if row is None:
        raise IllegalMove(N_("%(name)s is not in training."), name=agent.display_name)
    _end(actor, row)


def end_with_role(actor: Acting, person: User) -> None:
    """A role came or went. Only agents are in training, so for a lead, or who is no agent any more, nobody could end it
    afterwards: neither could write to a customer again."""
    row = training_of(person.id)
    if row is not None and (person.holds(Role.LEAD) or not person.holds(Role.AGENT)):
        _end(actor, row)


def _end(actor: Acting, row: Training) -> None:
    row.ended_at, row.ended_by_id = now(), actor.id or row.user_id
    record(actor, CaseEvent.TRAINING_ENDED, row, of=row.user_id)


def hand_in(
    actor: User,
    case: Case,
    *,
    way: Way,
    body: str,
    needed: str = "",
    scope: str = "",
    put_in: Sequence[int] = (),
    pictures: Sequence[Made] = (),
) -> WaitingReply:
    """Keeps the reply for a reviewer, with its images. The promise to the customer stands, and its clock goes on."""
    require(can_work(actor, case))
    check_text(body)
    if any(one.author_id == actor.id for one in waiting_in(case)):
        raise IllegalMove(N_("A reply of yours waits here already. Take that one back first."))
    reviewer = who_looks_over(actor, case)
    if reviewer is None:
        raise Invalid(N_("Nobody is there who could look this over. Ask a team lead; your words are still here."))
    moment = now()
    policy = policy_now()
    hours = clock_hours(policy.first_response[case.severity], hours_now())
    waiting = WaitingReply(
        case_id=case.id,
        author_id=actor.id,
        reviewer_id=reviewer.id,
        reviewer=reviewer,
        way=way,
        body=body,
        needed=needed.strip()[:500],
        scope=scope.strip()[:200],
        put_in=" ".join(map(str, put_in))[:200],
        asked_at=moment,
        due_at=look_over_by(
            moment, case.promised_at if case.missed_at is None else case.next_due_at, policy.next_response.amount, hours
        ),
    )
    db.session.add(waiting)
    hand_in_with(actor, waiting, pictures)
    record(actor, CaseEvent.REPLY_HANDED_IN, case, reviewer=reviewer.id, reply=_id(waiting))
    owe(look_whether_reply_is_late, run_at=waiting.due_at, unique=f"reply-late:{waiting.id}", waiting_id=waiting.id)
    return waiting


def _id(waiting: WaitingReply) -> int:
    db.session.flush()
    return waiting.id


def send(actor: User, waiting: WaitingReply, *, body: str, reason: str = "") -> CaseMessage | Answer:
    """Looked over, perhaps changed: it goes out in the name of whoever wrote it, if the case is still theirs. `reason` is a
    word to them."""
    require(can_look_over(actor, waiting))
    hold(waiting.case)
    require(can_be_sent(waiting))
    _decide(actor, waiting, Looked.SENT, sent=body, reason=reason.strip()[:1000])
    author, case = person_acting(waiting.author_id), waiting.case
    with looked_over.of(waiting.author_id):
        if waiting.way is Way.PRIVATE:
            message = reply(author, case, body=body, needed=waiting.needed)
            send_along(waiting, message)
            return message
        require(can_work(author, case))
        return answer(author, question_by_id(case.question_id or 0), body=body, scope=waiting.scope)


def take_over(actor: User, waiting: WaitingReply, *, sent: str, message: CaseMessage | None = None) -> None:
    """Whoever has the case now has sent these words, perhaps changed, in their own name: they wait no more, and their images
    go with the `message`."""
    require(can_take_over(actor, waiting))
    _decide(actor, waiting, Looked.SENT, sent=sent)
    if message is not None:
        send_along(waiting, message)


def follow_merge(actor: User, case: Case, into: Case) -> None:
    """What waits in a case that was merged waits in the one that is left. Two of one author do not, and no answer goes to
    another thread: those come back to their author."""
    there = {one.author_id for one in waiting_in(into)}
    for waiting in waiting_in(case):
        public_elsewhere = waiting.way is Way.PUBLIC and case.question_id != into.question_id
        if waiting.author_id in there or public_elsewhere:
            state = Looked.TAKEN_BACK if waiting.author_id == actor.id else Looked.RETURNED
            _decide(actor, waiting, state, reason=MERGED)
    moved = update(WaitingReply).where(WaitingReply.case_id == case.id).values(case_id=into.id)
    db.session.execute(moved, execution_options={"synchronize_session": "fetch"})


def give_back(actor: User, waiting: WaitingReply, *, reason: str, body: str = "") -> None:
    """Not like this. The author reads why, and has their words still, or as the reviewer would have them (`body`)."""
    require(can_look_over(actor, waiting))
    if not reason.strip():
        raise Invalid(N_("Say why; whoever wrote it reads this."), field="reason")
    _decide(actor, waiting, Looked.RETURNED, sent=body, reason=reason.strip()[:1000])
    record(actor, CaseEvent.REPLY_RETURNED, waiting.case, author=waiting.author_id, reply=waiting.id)


def take_reply_back(actor: User, waiting: WaitingReply) -> None:
    require(can_take_reply_back(actor, waiting))
    _decide(actor, waiting, Looked.TAKEN_BACK)


def _decide(actor: User, waiting: WaitingReply, state: Looked, *, sent: str = "", reason: str = "") -> None:
    _hold(waiting)
    check_move(LOOKED_MOVES, waiting.state, state)
    waiting.sent, waiting.reason = sent, reason
    waiting.state, waiting.decided_at, waiting.decided_by_id = state, now(), actor.id
    db.session.flush()


def _hold(waiting: WaitingReply) -> None:
    """Of two who decide at once one comes second, and is told."""
    held = select(WaitingReply.id).where(WaitingReply.id == waiting.id, WaitingReply.state == Looked.WAITING)
    if db.session.scalar(held.with_for_update()) is None:
        raise IllegalMove(N_("Somebody was quicker: this does not wait any more."))
