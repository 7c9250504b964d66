"""Somebody closed their account: what they said of questions to staff alone goes, and what they had begun to write."""

from sqlalchemy import delete, func, update

from app.accounts.leaving import forgets_address
from app.extensions import db
from app.questions.models import Draft, HeldQuestion, NeedsStaff, Reopening

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


@forgets_address
def forget_held_of(email: str) -> None:
    """What was asked with this address, and waits for its confirmation: nobody can confirm it any more."""
    db.session.execute(delete(HeldQuestion).where(func.lower(HeldQuestion.email) == email.lower()))
