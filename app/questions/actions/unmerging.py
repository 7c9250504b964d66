"""A merge is undone: what was moved goes back where it was said, with what was said about it since."""

from datetime import datetime

from sqlalchemy import delete, select

from app.accounts.models import User
from app.activity.log import record
from app.activity.models import Event
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.kit.verdicts import require
from app.questions.actions.accepting import standing_acceptance
from app.questions.actions.asking import undo_end
from app.questions.actions.merging import carry, lock, settle
from app.questions.events import QuestionEvent
from app.questions.models import Acceptance, Answer, Comment, Ending, MeToo, Question, Subscription
from app.questions.permissions import can_undo_merge
from app.questions.queries import question_by_id


def undo_merge(actor: User, question: Question) -> None:
    """The question stands on its own again. What was written in the other one since then stays there, except comments on
    the answers that go back."""
    ending = db.session.get(Ending, question.id)
    require(can_undo_merge(actor, ending))
    into = question_by_id(ending.into_id)  # type: ignore[union-attr, arg-type]
    lock(question, into)
    moved = _moved(question)
    answers = list(db.session.scalars(select(Answer).where(Answer.id.in_(moved.data["answers"]))))
    if into.ended_at is not None or any(answer.question_id != into.id for answer in answers):
        raise IllegalMove(N_("Since then the other question ended or was merged too. Undo that first."))
    if any(standing_acceptance(answer) for answer in answers):
        raise IllegalMove(N_("An answer that came from here was accepted there. That has to be taken back first."))
    _carry_back(question, into, answers, moved)
    _part_people(into, moved)
    undo_end(actor, question)
    settle(into)
    record(actor, QuestionEvent.UNMERGED, into, thread_id=into.id, merged=question.id)


def _moved(question: Question) -> Event:
    """What the last merge of this question took along."""
    mine = (
        Event.kind == QuestionEvent.MERGED.value,
        Event.subject_id == question.id,
        Event.subject_kind == "questions",
    )
    found = db.session.scalar(select(Event).where(*mine).order_by(Event.id.desc()).limit(1))
    if found is None or "answers" not in found.data:
        raise IllegalMove(N_("What was moved then is not on record, so it cannot be put back."))
    return found


def _carry_back(question: Question, into: Question, answers: list[Answer], moved: Event) -> None:
    ids = [answer.id for answer in answers]
    theirs = Comment.id.in_(moved.data["comments"]) | Comment.on_id.in_(ids)
    comments = list(db.session.scalars(select(Comment).where(theirs, Comment.thread_id == into.id)))
    on_question = set(moved.data["on_question"])
    carry(answers, [comment for comment in comments if comment.id in on_question], into, question)
    for comment in comments:
        comment.thread_id = question.id
    accepted = {one.answer_id: one for one in _acceptances(moved)}
    for answer in answers:
        if answer.id in accepted:
            accepted[answer.id].undone_at = None
            answer.accepted_at = accepted[answer.id].at
        if said := moved.data["did_not_help"].get(str(answer.id)):
            answer.did_not_help_at = answer.did_not_help_at or datetime.fromisoformat(said)
    db.session.flush()


def _acceptances(moved: Event) -> list[Acceptance]:
    return list(db.session.scalars(select(Acceptance).where(Acceptance.id.in_(moved.data["accepted"]))))


def _part_people(into: Question, moved: Event) -> None:
    """Those who came with the merge leave with it."""
    for kind, name in ((Subscription, "subscribed"), (MeToo, "too")):
        here = (kind.question_id == into.id) & kind.user_id.in_(moved.data[name])
        gone = len(db.session.scalars(select(kind.user_id).where(here)).all())
        db.session.execute(delete(kind).where(here))
        if kind is MeToo:
            into.too_count -= gone
