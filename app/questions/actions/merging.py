"""Two questions about the same thing become one: what was said in the first is gathered under the second.

Answers and comments move with their labels, votes and links. A vote is on one answer and moves with it, so nobody is
counted twice; who has the problem in both questions, or follows both, does so once. Only the person who asked the
question that stays can say what solved it: acceptances of the other one are taken back and stay on record. The event
keeps what was moved, so that it can be put back.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import YES, Verdict, no, require
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions import turns
from app.questions.actions.accepting import hopeful_answers
from app.questions.actions.asking import end
from app.questions.actions.official import active_official_answer
from app.questions.events import QuestionEvent
from app.questions.models import Acceptance, Answer, Comment, MeToo, Question, Subscription
from app.questions.permissions import can_merge
from app.questions.states import Ended, Level, State

REASON_MAX = 500
FRESH = ("standing", "state", "level", "ended_at", "archived_at", "answers_count", "too_count", "owner_state")


def merge(actor: User, question: Question, into: Question, *, reason: str) -> None:
    """`question` ends, and everything said in it is read under `into`."""
    lock(question, into)
    require(can_merge(actor, question))
    against = stands_against(question, into)
    if not against:
        raise Invalid(against.reason, field="into", **against.params)
    reason = reason.strip()
    if not reason:
        raise Invalid(N_("Say why these are the same question: both askers will read it."), field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid(N_("A reason has at most %(max)s characters."), field="reason", max=REASON_MAX)
    moved = {"into": into.id, **_move_posts(question, into), **_unite_people(question, into)}
    end(actor, question, how=Ended.MERGED, reason=reason, into=into)
    settle(into)
    record(actor, QuestionEvent.MERGED, question, thread_id=question.id, **moved)
    record(actor, QuestionEvent.TOOK_IN, into, thread_id=into.id, merged=question.id)


def lock(*questions: Question) -> None:
    """Nobody else merges, ends or answers these until the transaction is over; they are as they stand now. In the order
    of their numbers, so that two merges the other way round wait instead of blocking each other."""
    ids = sorted({question.id for question in questions})
    for table in (Post.__table__, Question.__table__):
        db.session.execute(select(table.c.id).where(table.c.id.in_(ids)).order_by(table.c.id).with_for_update())
    for question in questions:
        db.session.refresh(question, FRESH)


def stands_against(question: Question, into: Question) -> Verdict:
    """Why these two cannot be merged, in a sentence; YES if nothing stands against it."""
    if question.id == into.id:
        return no(N_("A question cannot be merged into itself."))
    if into.standing is not Standing.VISIBLE:
        return no(N_("That question is not public any more, so nothing can be gathered there."))
    if into.ended_at is not None:
        return no(N_("That question has ended itself. Choose the one where its answers are read now."))
    if into.archived_at is not None and question.archived_at is None:
        return no(N_("That question is from an archive and closed: nobody could go on there."))
    if active_official_answer(question) and active_official_answer(into):
        return no(N_("Both have an official answer, and there is one voice. Let one of them go first."))
    return YES


def _move_posts(question: Question, into: Question) -> dict[str, Any]:
    answers = list(db.session.scalars(select(Answer).where(Answer.question_id == question.id).order_by(Answer.id)))
    comments = list(db.session.scalars(select(Comment).where(Comment.thread_id == question.id).order_by(Comment.id)))
    accepted = _take_back_acceptances(question)
    unhelpful = {answer.id: answer.did_not_help_at.isoformat() for answer in answers if answer.did_not_help_at}
    on_question = [comment.id for comment in comments if comment.on_id == question.id]
    for answer in answers:
        answer.accepted_at = answer.did_not_help_at = None
    carry(answers, comments, question, into)
    return {
        "answers": [answer.id for answer in answers],
        "comments": [comment.id for comment in comments],
        "on_question": on_question,
        "accepted": accepted,
        "did_not_help": unhelpful,
    }


def carry(answers: Sequence[Answer], comments: Sequence[Comment], out_of: Question, into: Question) -> None:
    """The posts are in the other thread from now on; both count what can be read in them."""
    for answer in answers:
        answer.thread_id = answer.question_id = into.id
        db.session.expire(answer, ["question"])
    for comment in comments:
        comment.thread_id = into.id
        if comment.on_id == out_of.id:
            comment.on_id = into.id
    shown = sum(answer.standing is Standing.VISIBLE for answer in answers)
    out_of.answers_count -= shown
    into.answers_count += shown
    db.session.flush()


def _take_back_acceptances(question: Question) -> list[int]:
    standing = (Acceptance.question_id == question.id) & Acceptance.undone_at.is_(None)
    ids = list(db.session.scalars(select(Acceptance.id).where(standing).order_by(Acceptance.id)))
    db.session.execute(update(Acceptance).where(Acceptance.id.in_(ids)).values(undone_at=now()))
    return ids


def _unite_people(question: Question, into: Question) -> dict[str, list[int]]:
    """Who asked the one has the problem of the other, and is told what is said there."""
    asker = [] if question.archived_at else [question.author_id]
    following = [*_people(Subscription, question), *asker]
    having = [user_id for user_id in [*_people(MeToo, question), *asker] if user_id != into.author_id]
    subscribed = sorted(set(following) - set(_people(Subscription, into)))
    too = sorted(set(having) - set(_people(MeToo, into)))
    db.session.add_all(Subscription(question_id=into.id, user_id=user_id) for user_id in subscribed)
    db.session.add_all(MeToo(question_id=into.id, user_id=user_id) for user_id in too)
    into.too_count += len(too)
    return {"subscribed": subscribed, "too": too}


def _people(kind: type[Subscription] | type[MeToo], question: Question) -> list[int]:
    return list(db.session.scalars(select(kind.user_id).where(kind.question_id == question.id)))


def settle(question: Question) -> None:
    """Whose turn it is after answers came or went: the asker's word is awaited as long as one of them may help."""
    question.active_at = now()
    db.session.flush()
    if not question.is_active:
        return
    hopeful = hopeful_answers(question)
    if hopeful and question.state is State.OPEN:
        question.state = State.ANSWERED
        if question.level is Level.COMMUNITY:
            turns.await_asker(question)
    elif not hopeful and question.owner_state is turns.Owner.ASKER:
        turns.resume(question)
        question.state = State.ANSWERED if _answered_by_others(question) else State.OPEN


def _answered_by_others(question: Question) -> bool:
    others = (Answer.question_id == question.id) & (Answer.author_id != question.author_id)
    return db.session.scalar(select(Answer.id).where(others, Answer.standing == Standing.VISIBLE).limit(1)) is not None
