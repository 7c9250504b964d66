"""Who looked at an address or at the sender of a report, and why. The person concerned reads every row."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.decisions.models import Report
from app.extensions import Model
from app.kit.clock import now

LASTS = timedelta(minutes=30)
REASON_MAX = 500


class IdentityLook(Model):
    """At the address of a person; with a report, at the fact that they sent it."""

    __tablename__ = "identity_looks"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(REASON_MAX))
    at: Mapped[datetime] = mapped_column(default=now)
    until_at: Mapped[datetime]

    by: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=by_id)
    report: Mapped[Report | None] = relationship(lazy="raise_on_sql")
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("until_at > at", name="ends"),
        CheckConstraint("person_id <> by_id", name="another"),
        Index("ix_identity_looks_person", "person_id", "by_id", "until_at"),
    )
