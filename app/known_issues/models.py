"""Known issues: what is known, for what, since when; their changes, the questions attached, and who hears of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.catalogue.models import Lot, Product, ProductVersion
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.known_issues.states import Attached, IssueOutcome, IssueState, Mode, Said
from app.posts.models import TITLE_MAX
from app.questions.models import Question

TEXT_MAX = 5000
PHRASE_MAX = 120
PHRASES_MAX = 30
REASON_MAX = 500


class KnownIssue(Model):
    """A problem on record. Until it is resolved somebody of staff has it and the next word on it has a time.

    `missed_at` is the latest such time that passed without a word. `number` counts the changes: whoever writes says
    which one they saw. As an incident it has a banner on every page, or on those of its product.
    """

    __tablename__ = "known_issues"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE_MAX))
    language: Mapped[str] = mapped_column(String(10), default="en")
    state: Mapped[IssueState] = mapped_column(choice(IssueState, "state"), default=IssueState.INVESTIGATING)
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    workaround: Mapped[str] = mapped_column(Text, default="")
    workaround_html: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[int] = mapped_column(default=1)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    next_update_at: Mapped[datetime | None] = mapped_column(index=True)
    missed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    resolved_at: Mapped[datetime | None]
    outcome: Mapped[IssueOutcome | None] = mapped_column(choice(IssueOutcome, "outcome"))
    is_incident: Mapped[bool] = mapped_column(default=False)
    everywhere: Mapped[bool] = mapped_column(default=False)
    mode: Mapped[Mode] = mapped_column(choice(Mode, "mode"), default=Mode.NORMAL)
    slow_minutes: Mapped[int] = mapped_column(default=0)
    mode_until: Mapped[datetime | None]

    product: Mapped[Product] = relationship(lazy="raise_on_sql")
    owner: Mapped[User] = relationship(lazy="raise_on_sql")
    versions: Mapped[list[ProductVersion]] = relationship(
        secondary="known_issue_versions", lazy="raise_on_sql", order_by=ProductVersion.place
    )
    lots: Mapped[list[Lot]] = relationship(secondary="known_issue_lots", lazy="raise_on_sql", order_by=Lot.name)
    symptoms: Mapped[list["Symptom"]] = relationship(
        lazy="raise_on_sql", order_by="Symptom.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        CheckConstraint("(state = 'resolved') = (resolved_at IS NOT NULL)", name="resolved_has_time"),
        CheckConstraint("(state = 'resolved') = (outcome IS NOT NULL)", name="resolved_has_outcome"),
        CheckConstraint("(state = 'resolved') = (next_update_at IS NULL)", name="nobody_in_silence"),
        CheckConstraint("state <> 'resolved' OR NOT is_incident", name="resolved_is_no_incident"),
        CheckConstraint("is_incident OR NOT everywhere", name="everywhere_is_incident"),
        CheckConstraint("(mode = 'normal') = (mode_until IS NULL)", name="mode_ends"),
        CheckConstraint("mode = 'normal' OR is_incident", name="mode_is_of_an_incident"),
        CheckConstraint("(mode = 'slow') = (slow_minutes > 0)", name="slow_has_minutes"),
        CheckConstraint("slow_minutes BETWEEN 0 AND 1440", name="slow_range"),
        CheckConstraint(f"length(source) <= {TEXT_MAX}", name="source_length"),
        CheckConstraint(f"length(workaround) <= {TEXT_MAX}", name="workaround_length"),
        CheckConstraint("length(workaround_html) <= 200000", name="workaround_html_length"),
        Index("ix_known_issues_state", "state", "changed_at", "id"),
    )

    @property
    def is_open(self) -> bool:
        return self.state is not IssueState.RESOLVED


class IssueVersion(Model):
    """A version that the issue is about; an issue with none is about all of its product."""

    __tablename__ = "known_issue_versions"
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("product_versions.id"), primary_key=True, index=True)


class IssueLot(Model):
    """A lot that the issue is about; an issue with none is about all of them."""

    __tablename__ = "known_issue_lots"
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"), primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("lots.id"), primary_key=True, index=True)


class Symptom(Model):
    """A word or some words that people who have the problem write, in any language."""

    __tablename__ = "known_issue_symptoms"
    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"), index=True)
    phrase: Mapped[str] = mapped_column(String(PHRASE_MAX))

    __table_args__ = (UniqueConstraint("issue_id", "phrase"),)


class IssueChange(Model):
    """What was said of an issue, by whom and when. Rows are added and never changed."""

    __tablename__ = "known_issue_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"))
    number: Mapped[int]
    said: Mapped[Said] = mapped_column(choice(Said, "said"))
    state: Mapped[IssueState] = mapped_column(choice(IssueState, "state"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    source: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")
    next_update_at: Mapped[datetime | None]
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What else was different before: the fields that were changed, as they were."""

    by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("issue_id", "number"),
        CheckConstraint(f"length(source) <= {TEXT_MAX}", name="source_length"),
    )


class IssueQuestion(Model):
    """A question that is attached to an issue, how it came there, and how it left. At most one at a time stands."""

    __tablename__ = "known_issue_questions"
    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"), index=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    how: Mapped[Attached] = mapped_column(choice(Attached, "how"))
    because: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(REASON_MAX), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    left_at: Mapped[datetime | None]
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    left_reason: Mapped[str] = mapped_column(String(REASON_MAX), default="")
    solved: Mapped[bool | None]
    solved_said_at: Mapped[datetime | None]

    issue: Mapped[KnownIssue] = relationship(lazy="raise_on_sql")
    question: Mapped[Question] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        Index(
            "uq_known_issue_questions_standing",
            "question_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        CheckConstraint("how <> 'staff' OR reason <> ''", name="staff_gives_reason"),
        CheckConstraint("(solved IS NULL) = (solved_said_at IS NULL)", name="word_has_time"),
    )


class IssueFollower(Model):
    """Somebody who wants to hear of an issue's changes."""

    __tablename__ = "known_issue_followers"
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
