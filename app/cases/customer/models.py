"""What a case holds of its customer besides words. All of it is behind the wall."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.images.models import Image
from app.kit.clock import now
from app.kit.model import choice
from app.kit.tokens import random_reference

HELD_MAX = 120_000


class HeldCase(Model):
    """A guest's private case, held until the address is confirmed, then opened and deleted here."""

    __tablename__ = "held_cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(60))
    locale: Mapped[str] = mapped_column(String(10), default="en")
    content: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now, index=True)

    __table_args__ = (CheckConstraint(f"length(content) <= {HELD_MAX}", name="content_length"),)


class Field(StrEnum):
    """What staff may need to know of a customer to find what they bought, or to reach them."""

    ORDER = "order"
    SERIAL = "serial"
    CONTACT = "contact"


class CaseField(Model):
    """Something that was asked of the customer, or that they gave. One row, so nothing is asked twice."""

    __tablename__ = "case_fields"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    field: Mapped[Field] = mapped_column("field", choice(Field, "field"), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), default="")
    asked_at: Mapped[datetime | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    given_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("(value <> '') = (given_at IS NOT NULL)", name="given_has_time"),
        CheckConstraint("asked_at IS NOT NULL OR given_at IS NOT NULL", name="asked_or_given"),
        CheckConstraint("(asked_at IS NULL) = (asked_by_id IS NULL)", name="asked_by_somebody"),
    )


class CaseFile(Model):
    """A picture sent with a message of a case. Its reference, not the picture's name, is its address. One that was handed in
    with a reply (`waiting_id`) has no message until somebody has looked that over, and is for staff alone until then."""

    __tablename__ = "case_files"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("case_messages.id"), index=True)
    waiting_id: Mapped[int | None] = mapped_column(ForeignKey("waiting_replies.id"), index=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    image: Mapped[Image] = relationship(lazy="raise_on_sql")
    __table_args__ = (CheckConstraint("message_id IS NOT NULL OR waiting_id IS NOT NULL", name="sent_or_waits"),)


class ExpertLook(Model):
    """An expert asked into a case. They see it, redacted, from the customer's consent until one of the two ends it."""

    __tablename__ = "case_experts"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    expert_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(500))
    with_pictures: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    expert: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=expert_id)
    by: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=by_id)

    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        Index(
            "uq_case_experts_open",
            "case_id",
            "expert_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )


class CommunityReturn(Model):
    """Staff asked whether the question may go back to the community. Once a question, whatever the asker said."""

    __tablename__ = "community_returns"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]
    agreed: Mapped[bool | None]

    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("(agreed IS NULL) = (answered_at IS NULL)", name="answered_has_time"),
    )
