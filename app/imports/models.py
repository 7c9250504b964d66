"""One run of an import: where it stands, what was taken over, and what was left out and why. And whose an imported
author's posts are."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now


class ImportBatch(Model):
    """Written with each transaction of a run. A run that ended before its time has no `done_at`, and the next run of the
    same source goes on with it."""

    __tablename__ = "import_batches"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(default=now)
    position: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    problems: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (CheckConstraint("position BETWEEN 0 AND total", name="position_within"),)


class AuthorAddress(Model):
    """An administrator says which address an imported author had. Whoever proves to read it may take the posts over, once.

    The row stays when that is done: a later run of the import gives what is new to the same person.
    """

    __tablename__ = "author_addresses"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), unique=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    offered_at: Mapped[datetime | None]
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    claimed_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=user_id)

    __table_args__ = (
        CheckConstraint("(claimed_by_id IS NULL) = (claimed_at IS NULL)", name="claimed_by_somebody"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )
