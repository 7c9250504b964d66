"""Cases with their private thread and internal notes, private details of a question, and business hours.

Everything here is behind the wall: it is read through queries.visible_to(actor) alone, and never enters an event.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.cases.severity import Severity
from app.cases.states import CaseState, Outcome
from app.catalogue.models import Product
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.kit.tokens import random_reference
from app.questions.models import Question
from app.questions.states import Trigger

OPEN_STATES = "state NOT IN ('resolved', 'lapsed')"


class Case(Model):
    """The staff's work item. Always has somebody whose turn it is and a due time, until it is done.

    `deadline` is set on entry and orders the queue; `promised_at` is the standing promise to the customer, kept when it is
    missed: then `missed_at` is the latest time missed and `next_due_at` the new one. While nobody waits for staff,
    `next_due_at` is when something happens without them (a reminder, a lapse).
    """

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    state: Mapped[CaseState] = mapped_column(choice(CaseState, "state"), default=CaseState.QUEUED)
    severity: Mapped[Severity] = mapped_column(choice(Severity, "severity"), default=Severity.S4)
    skill: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str] = mapped_column(String(10), default="en")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    trigger: Mapped[Trigger | None] = mapped_column("opened_trigger", choice(Trigger, "opened_trigger"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)
    deadline: Mapped[datetime]
    promised_at: Mapped[datetime | None]
    missed_at: Mapped[datetime | None]
    next_due_at: Mapped[datetime | None]
    assigned_at: Mapped[datetime | None]
    first_response_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    needed: Mapped[str] = mapped_column(String(500), default="")
    outcome: Mapped[Outcome | None] = mapped_column(choice(Outcome, "outcome"))
    title: Mapped[str] = mapped_column(String(150), default="")
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    crm_id: Mapped[str] = mapped_column(String(100), default="")
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)

    question: Mapped[Question | None] = relationship(lazy="raise_on_sql")
    customer: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=customer_id)
    owner: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=owner_id)
    product: Mapped[Product | None] = relationship(lazy="raise_on_sql")
    messages: Mapped[list["CaseMessage"]] = relationship(lazy="raise_on_sql", order_by="CaseMessage.id")
    notes: Mapped[list["CaseNote"]] = relationship(lazy="raise_on_sql", order_by="CaseNote.id")

    __table_args__ = (
        CheckConstraint(f"({OPEN_STATES}) = (next_due_at IS NOT NULL)", name="always_due"),
        CheckConstraint("state NOT IN ('assigned', 'answered') OR owner_id IS NOT NULL", name="assigned_has_owner"),
        CheckConstraint("state <> 'waiting_customer' OR needed <> ''", name="says_what_is_needed"),
        CheckConstraint(f"({OPEN_STATES}) = (closed_at IS NULL)", name="closed_has_time"),
        CheckConstraint("closed_at IS NULL OR question_id IS NULL OR outcome IS NOT NULL", name="public_outcome"),
        CheckConstraint(
            "(merged_into_id IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'merged')", name="merged_leads_on"
        ),
        Index("ix_cases_queue", "state", "deadline", "entered_at", "id"),
    )

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class CaseMessage(Model):
    """A word between the customer and staff. Nobody else reads it."""

    __tablename__ = "case_messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    from_customer: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[User] = relationship(lazy="raise_on_sql")
    __table_args__ = (CheckConstraint("length(source) <= 30000", name="source_length"),)


class CaseNote(Model):
    """A note among staff, or to them by an invited expert; the customer never sees it."""

    __tablename__ = "case_notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    by_expert: Mapped[bool] = mapped_column(default=False)

    author: Mapped[User] = relationship(lazy="raise_on_sql")
    __table_args__ = (CheckConstraint("length(source) <= 30000", name="source_length"),)


class PrivateDetails(Model):
    """What an asker wrote in the box that only staff see."""

    __tablename__ = "private_details"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (CheckConstraint("length(text) <= 5000", name="text_length"),)


class Calendar(Model):
    """A version of the business hours; changes apply forward, so old versions stay."""

    __tablename__ = "calendars"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    hours: Mapped[dict[str, Any]] = mapped_column(JSON)
