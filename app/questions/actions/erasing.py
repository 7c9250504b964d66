"""Somebody closed their account: what they said of questions to staff alone goes, and what they had begun to write."""

from sqlalchemy import delete, update

from app.extensions import db
from app.questions.models import Draft, NeedsStaff, Reopening

GONE = "–"
"""In place of words that the table asks for."""


def erase_with_person(user_id: int) -> None:
    """That they said it stays, since it moved the question; what is public stays under "Former member"."""
    for gone in (
        delete(Draft).where(Draft.user_id == user_id),
        update(NeedsStaff).where(NeedsStaff.user_id == user_id).values(reason=GONE),
        update(Reopening).where(Reopening.by_id == user_id).values(reason=GONE),
    ):
        db.session.execute(gone)
