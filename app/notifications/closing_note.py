"""The note for everybody that staff write as they close a case: told together with the closing, not as an answer besides."""

from datetime import timedelta

from sqlalchemy import select

from app.cases.models import Case
from app.cases.queries import case_of
from app.cases.states import Outcome
from app.extensions import db
from app.posts.kinds import Voice
from app.questions.models import Answer

TOGETHER = timedelta(minutes=1)
"""Both are written in one transaction, one after the other."""


def note_of(case: Case) -> int | None:
    """The answer that was the note; None where the case was closed otherwise."""
    if case.outcome is not Outcome.PUBLIC_NOTE or case.closed_at is None:
        return None
    query = select(Answer.id).where(Answer.question_id == case.question_id, Answer.voice == Voice.COMPANY)
    query = query.where(Answer.created_at.between(case.closed_at - TOGETHER, case.closed_at))
    return db.session.scalar(query.order_by(Answer.id.desc()).limit(1))


def told_with_closing(answer: Answer) -> bool:
    case = case_of(answer.question_id) if answer.voice is Voice.COMPANY else None
    return case is not None and note_of(case) == answer.id
