"""The asker's word on an answer: it solved it, or it did not help. Staff may speak for an absent asker."""

from typing import Any

from sqlalchemy import func, select, update

from app.accounts.models import User
from app.activity.log import Acting, record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.kinds import Standing
from app.questions import turns
from app.questions.events import QuestionEvent
from app.questions.models import Acceptance, Answer, Question
from app.questions.permissions import can_accept, can_judge, can_undo_acceptance, needs_reason_to_accept
from app.questions.states import MOVES, Owner, State


def standing_acceptance(answer: Answer) -> Acceptance | None:
    return db.session.scalar(
        select(Acceptance).where(Acceptance.answer_id == answer.id, Acceptance.undone_at.is_(None))
    )


def accept(actor: User, answer: Answer, *, reason: str = "") -> Acceptance:
    """This answer solved it. More than one may be accepted; accepting twice is once."""
    require(can_accept(actor, answer))
    question = answer.question
    by_staff = needs_reason_to_accept(actor, question)
    if by_staff and not reason.strip():
        raise Invalid(N_("Say why you accept this for the asker."), field="reason")
    if (known := standing_acceptance(answer)) is not None:
        return known
    moment = now()
    acceptance = Acceptance(
        question_id=question.id,
        answer_id=answer.id,
        by_id=actor.id,
        by_staff=by_staff,
        reason=reason.strip(),
        at=moment,
    )
    db.session.add(acceptance)
    answer.accepted_at, answer.did_not_help_at = moment, None
    question.solved_privately_at = None
    if question.state is not State.SOLVED:
        check_move(MOVES, question.state, State.SOLVED)
        question.state, question.solved_at, question.lapsed_at = State.SOLVED, moment, None
        turns.nobody(question)
    record(
        actor,
        QuestionEvent.ACCEPTED,
        answer,
        thread_id=question.id,
        by_staff=by_staff,
        own=answer.author_id == question.author_id,
    )
    return acceptance


def undo_acceptance(actor: User, answer: Answer) -> None:
    """Takes an acceptance back; with the last one gone, it is the asker's turn again."""
    require(can_undo_acceptance(actor, answer))
    acceptance = standing_acceptance(answer)
    if acceptance is None:
        raise IllegalMove(N_("This answer is not accepted."))
    question = answer.question
    acceptance.undone_at = now()
    answer.accepted_at = None
    db.session.flush()
    if not _acceptances(question):
        check_move(MOVES, question.state, State.ANSWERED)
        question.state, question.solved_at = State.ANSWERED, None
        turns.await_asker(question)
    record(actor, QuestionEvent.ACCEPTANCE_UNDONE, answer, thread_id=question.id)


def undo_acceptances(question: Question) -> None:
    """Every standing acceptance of the question, at once."""
    moment = now()
    standing = (Acceptance.question_id == question.id) & Acceptance.undone_at.is_(None)
    answers = select(Acceptance.answer_id).where(standing)
    for answer in db.session.scalars(select(Answer).where(Answer.id.in_(answers))):
        answer.accepted_at = None
    db.session.execute(update(Acceptance).where(standing).values(undone_at=moment))


def _acceptances(question: Question) -> int:
    query = select(func.count()).where(Acceptance.question_id == question.id, Acceptance.undone_at.is_(None))
    return db.session.scalar(query) or 0


def did_not_help(actor: User, answer: Answer) -> None:
    """The asker says so; when their word was awaited and no answer is left that may help, it is again the turn of whoever has the
    question. Whoever has the turn already keeps the time they are due by."""
    require(can_judge(actor, answer))
    if answer.accepted_at is not None:
        raise IllegalMove(N_("You accepted this answer. Take that back first."))
    if answer.did_not_help_at is not None:
        return
    answer.did_not_help_at = now()
    question = answer.question
    question.active_at = now()
    db.session.flush()
    turned = question.owner_state is Owner.ASKER and not hopeful_answers(question)
    if turned:
        turns.resume(question)
    record(actor, QuestionEvent.DID_NOT_HELP, answer, thread_id=question.id, turned=turned)


def hopeful_answers(question: Question) -> int:
    """Answers by others that the asker has not said did not help."""
    query = (
        select(func.count())
        .select_from(Answer)
        .where(
            Answer.question_id == question.id,
            Answer.did_not_help_at.is_(None),
            Answer.author_id != question.author_id,
            Answer.standing == Standing.VISIBLE,
        )
    )
    return db.session.scalar(query) or 0


def remind(actor: Acting, question: Question, **said: Any) -> None:
    """The asker is reminded of an answer that awaits their word. `said` is how late, when it is."""
    turns.next_reminder(question)
    number = question.reminders
    record(actor, QuestionEvent.REMINDED, question, thread_id=question.id, number=number, lists=False, **said)


def lapse(actor: Acting, question: Question) -> None:
    """The asker stayed silent. Never counted as solved."""
    check_move(MOVES, question.state, State.LAPSED)
    question.state, question.lapsed_at = State.LAPSED, now()
    turns.nobody(question)
    record(actor, QuestionEvent.LAPSED, question, thread_id=question.id)
