"""House rules by number, reports, decisions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.kit.texts import N_


class Ground(StrEnum):
    """Why something was reported."""

    HOUSE_RULE = "house_rule"
    ILLEGAL = "illegal"
    WRONG = "wrong"
    PERSONAL_DATA = "personal_data"
    SPAM = "spam"


GROUND_NAMES = {
    Ground.HOUSE_RULE: N_("It breaks a house rule"),
    Ground.ILLEGAL: N_("It is against the law"),
    Ground.WRONG: N_("It says something wrong about a product"),
    Ground.PERSONAL_DATA: N_("It shows personal data"),
    Ground.SPAM: N_("It is advertising or spam"),
}


class Measure(StrEnum):
    """What a moderator can decide."""

    HIDE = "hide"
    RESTORE = "restore"
    LOCK = "lock"
    UNLOCK = "unlock"
    SUSPEND = "suspend"
    LIFT_SUSPENSION = "lift_suspension"
    REMOVE_PERSONAL_DATA = "remove_personal_data"
    NO_ACTION = "no_action"


MEASURE_NAMES = {
    Measure.HIDE: N_("Hidden"),
    Measure.RESTORE: N_("Restored"),
    Measure.LOCK: N_("Locked"),
    Measure.UNLOCK: N_("Unlocked"),
    Measure.SUSPEND: N_("Suspended"),
    Measure.LIFT_SUSPENSION: N_("Suspension lifted"),
    Measure.REMOVE_PERSONAL_DATA: N_("Personal data removed"),
    Measure.NO_ACTION: N_("No action"),
}


class HouseRule(Model):
    """A rule of the house, known by its number. An old wording stays with its decisions: rules are retired, not changed."""

    __tablename__ = "house_rules"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    title_it: Mapped[str] = mapped_column(String(120), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    text_it: Mapped[str] = mapped_column(Text, default="")
    retired_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("length(text) <= 4000", name="text_length"),
        CheckConstraint("length(text_it) <= 4000", name="text_it_length"),
    )


class Report(Model):
    """A reader's notice on content; signed in or not. Its text and sender are for moderators alone."""

    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reporter_name: Mapped[str] = mapped_column(String(120), default="")
    reporter_email: Mapped[str] = mapped_column(String(254), default="")
    ground: Mapped[Ground] = mapped_column(choice(Ground, "ground"))
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("house_rules.id"))
    text: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10), default="en")
    at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))

    reporter: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=reporter_id)
    rule: Mapped[HouseRule | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(post_id IS NULL) <> (user_id IS NULL)", name="one_subject"),
        CheckConstraint("length(text) <= 5000", name="text_length"),
        Index("ix_reports_open", "decided_at", "at"),
    )


class Decision(Model):
    """What a moderator did, to what, by which rule and why. Append-only."""

    __tablename__ = "decisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    measure: Mapped[Measure] = mapped_column(choice(Measure, "measure"))
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("house_rules.id"))
    reason: Mapped[str] = mapped_column(String(1000))
    until: Mapped[datetime | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    rule: Mapped[HouseRule | None] = relationship(lazy="raise_on_sql")
    by: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=by_id)

    __table_args__ = (
        CheckConstraint("(post_id IS NULL) <> (user_id IS NULL)", name="one_subject"),
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint(
            "measure NOT IN ('hide', 'lock', 'suspend') OR rule_id IS NOT NULL", name="restriction_has_rule"
        ),
    )
