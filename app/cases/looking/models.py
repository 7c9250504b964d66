"""Who looked into a case that is none of theirs, and why. The customer reads every row."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now

LASTS = timedelta(minutes=30)
REASON_MAX = 500


class CaseLook(Model):
    __tablename__ = "case_looks"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(REASON_MAX))
    at: Mapped[datetime] = mapped_column(default=now)
    until_at: Mapped[datetime]

    by: Mapped[User] = relationship(lazy="raise_on_sql")
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("until_at > at", name="ends"),
        Index("ix_case_looks_case", "case_id", "by_id", "until_at"),
    )
