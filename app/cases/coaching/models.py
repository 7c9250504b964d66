"""Who is in training, and replies that wait to be looked over."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.cases.models import Case
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.kit.texts import N_
from app.kit.texts import Text as Said
from app.kit.tokens import random_reference

MERGED = "case:merged"
"""Kept as the reason of what a merger returned, and said to whoever reads it in their own language."""
BY_MERGER = N_(
    "The case was merged into another one, where this cannot be sent as it is. Look there, and write it anew."
)


class Training(Model):
    """From when to when an agent is in training, and which leads said so. One open row a person."""

    __tablename__ = "trainings"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    since: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        Index(
            "uq_trainings_open",
            "user_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class Way(StrEnum):
    """Where a reply goes once it was looked over."""

    PRIVATE = "private"
    PUBLIC = "public"


class Looked(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"


LOOKED_MOVES = {
    Looked.WAITING: frozenset({Looked.SENT, Looked.RETURNED, Looked.TAKEN_BACK}),
    Looked.SENT: frozenset[Looked](),
    Looked.RETURNED: frozenset[Looked](),
    Looked.TAKEN_BACK: frozenset[Looked](),
}


class WaitingReply(Model):
    """What somebody in training wrote. It always has a reviewer and a time while it waits; the words stay whatever becomes
    of it. `sent` is what went out, or what the reviewer would have it say when they returned it."""

    __tablename__ = "waiting_replies"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    way: Mapped[Way] = mapped_column(choice(Way, "way"))
    state: Mapped[Looked] = mapped_column(choice(Looked, "state"), default=Looked.WAITING)
    body: Mapped[str] = mapped_column(Text)
    needed: Mapped[str] = mapped_column(String(500), default="")
    scope: Mapped[str] = mapped_column(String(200), default="")
    put_in: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]
    late_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    sent: Mapped[str] = mapped_column(Text, default="")

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=author_id)
    reviewer: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=reviewer_id)

    __table_args__ = (
        CheckConstraint("length(body) <= 30000", name="body_length"),
        CheckConstraint("length(sent) <= 30000", name="sent_length"),
        CheckConstraint("reviewer_id <> author_id", name="another_reviewer"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_has_time"),
        CheckConstraint(
            "state NOT IN ('sent', 'returned') OR (decided_by_id IS NOT NULL AND decided_by_id <> author_id)",
            name="second_person",
        ),
        CheckConstraint("state <> 'returned' OR reason <> ''", name="returned_has_reason"),
        CheckConstraint("state <> 'sent' OR sent <> ''", name="sent_has_words"),
        Index(
            "uq_waiting_replies_open",
            "case_id",
            "author_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    @property
    def why(self) -> Said | str:
        """Why it came back, or a word to its author: in somebody's words, or in ours."""
        return Said(BY_MERGER) if self.reason == MERGED else self.reason
