"""One voice: at most one active official answer a question. A new one supersedes, and names, the one before."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.labels.actions import make_official as make_post_official
from app.labels.models import LabelRow
from app.questions.models import Answer, Question


def active_official_answer(question: Question) -> Answer | None:
    query = select(Answer).where(Answer.question_id == question.id, Answer.is_active_official.is_(True))
    return db.session.scalar(query)


def make_official(
    actor: User,
    answer: Answer,
    *,
    scope: str,
    evidence: str,
    versions: str = "",
    expires_at: datetime | None = None,
) -> LabelRow:
    """A spokesperson makes the company's answer official; it takes the place of the one that was."""
    question = answer.question
    row = make_post_official(
        actor,
        answer,
        scope=scope,
        evidence=evidence,
        versions=versions,
        product_id=question.product_id,
        expires_at=expires_at,
    )
    earlier = active_official_answer(question)
    if earlier is not None and earlier.id != answer.id:
        earlier.is_active_official = False
        answer.supersedes_id = earlier.id
        db.session.flush()
    answer.is_active_official = True
    return row
