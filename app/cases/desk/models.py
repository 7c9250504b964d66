"""Skills and who has them, capacity and absence; and what was done to a case that a lead must be able to account for."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.cases.severity import Severity
from app.catalogue.models import Category
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.questions.states import Trigger

DEFAULT_CAPACITY = 10
MOST_CASES = 100


class Skill(Model):
    """What an agent must be able to do to take some cases. A case holds the slug, which never changes."""

    __tablename__ = "skills"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(200), default="")
    closed_at: Mapped[datetime | None]


class AgentSkill(Model):
    __tablename__ = "agent_skills"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skills.id"), primary_key=True, index=True)


class AgentDesk(Model):
    """How many cases an agent works on at a time, and in which languages; nobody's row is the default, and any language."""

    __tablename__ = "agent_desks"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    capacity: Mapped[int] = mapped_column(default=DEFAULT_CAPACITY)
    languages: Mapped[str] = mapped_column(String(100), default="")

    __table_args__ = (CheckConstraint(f"capacity BETWEEN 1 AND {MOST_CASES}", name="capacity_clamp"),)


class Absence(Model):
    """From when to when an agent is away. Why is nobody's business, so there is no room for it."""

    __tablename__ = "absences"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=user_id)
    __table_args__ = (CheckConstraint("until_at > from_at", name="ends_after_it_begins"),)


class DeskRule(Model):
    """What cases of a category, or that came by a trigger, need at least: a skill, a severity, or both."""

    __tablename__ = "desk_rules"
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"), unique=True)
    trigger: Mapped[Trigger | None] = mapped_column("on_trigger", choice(Trigger, "on_trigger"), unique=True)
    skill_id: Mapped[int | None] = mapped_column(ForeignKey("skills.id"), index=True)
    severity: Mapped[Severity | None] = mapped_column(choice(Severity, "severity"))

    category: Mapped[Category | None] = relationship(lazy="raise_on_sql")
    skill: Mapped[Skill | None] = relationship(lazy="raise_on_sql")
    __table_args__ = (
        CheckConstraint("(category_id IS NULL) <> (on_trigger IS NULL)", name="one_condition"),
        CheckConstraint("skill_id IS NOT NULL OR severity IS NOT NULL", name="says_something"),
    )


class How(StrEnum):
    """How a case left whoever had it."""

    HANDED_BACK = "handed_back"
    OWNER_AWAY = "owner_away"
    ASSIGNED = "assigned"


class HandOver(Model):
    """A change of owner, with its reason. Never changed later.

    `number` counts how often somebody gave the case up, 0 where nobody had it. The third goes to a lead.
    """

    __tablename__ = "case_hand_overs"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    how: Mapped[How] = mapped_column(choice(How, "how"))
    from_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(2000), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    number: Mapped[int] = mapped_column(default=0)
    to_lead: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        CheckConstraint("how = 'owner_away' OR reason <> ''", name="has_reason"),
        CheckConstraint("how <> 'assigned' OR to_id IS NOT NULL", name="assigned_to_somebody"),
        CheckConstraint("number <= 2 OR to_lead OR how = 'owner_away'", name="third_goes_to_a_lead"),
        Index(
            "uq_case_hand_overs_number",
            "case_id",
            "number",
            unique=True,
            sqlite_where=text("number > 0"),
            postgresql_where=text("number > 0"),
        ),
    )


class SeverityChange(Model):
    """A severity that rose or was lowered, with who, when and why. Never changed later."""

    __tablename__ = "severity_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    before: Mapped[Severity] = mapped_column("severity_before", choice(Severity, "severity_before"))
    after: Mapped[Severity] = mapped_column("severity_after", choice(Severity, "severity_after"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[User | None] = relationship(lazy="raise_on_sql")
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("severity_before <> severity_after", name="changes_something"),
    )


class Uncovered(Model):
    """A time in which cases waited for a skill and language that nobody at the desk had. One open row a kind."""

    __tablename__ = "uncovered_skills"
    id: Mapped[int] = mapped_column(primary_key=True)
    skill: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_uncovered_open",
            "skill",
            "language",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
