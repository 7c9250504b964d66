"""Who has a case open just now, and who is writing: so that two do not answer at once. A row is forgotten soon."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import User
from app.extensions import Model, db
from app.kit.clock import now

STALE = timedelta(seconds=60)
"""Three times what an open page waits between two questions."""


class CasePresence(Model):
    """Somebody of staff has a case open. Kept for a minute, and never a record of who read what."""

    __tablename__ = "case_presences"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    writing: Mapped[bool] = mapped_column(default=False)


def note_presence(case_id: int, user_id: int, *, writing: bool) -> None:
    """In a transaction of its own, after the page was made. What is stale goes with it."""
    db.session.execute(delete(CasePresence).where(CasePresence.seen_at < now() - STALE))
    db.session.merge(CasePresence(case_id=case_id, user_id=user_id, seen_at=now(), writing=writing))


def others_at(case_id: int, user_id: int) -> list[tuple[str, bool]]:
    """(name, writing) of everybody else who has it open, those who write first."""
    query = select(User.display_name, CasePresence.writing).join(User, User.id == CasePresence.user_id)
    query = query.where(CasePresence.case_id == case_id, CasePresence.user_id != user_id)
    rows = db.session.execute(query.where(CasePresence.seen_at > now() - STALE).order_by(CasePresence.user_id))
    return sorted(((name, writing) for name, writing in rows), key=lambda one: not one[1])
