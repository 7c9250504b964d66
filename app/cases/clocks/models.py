"""The clocks of a case as rows, what they ring for, and the versions of the SLA policy."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice


class Measure(StrEnum):
    """What a clock measures: until staff's next word, or until the case is done."""

    RESPONSE = "response"
    RESOLUTION = "resolution"


class Rings(StrEnum):
    """What the clock does to a case."""

    RESPONSE_WARNING = "response_warning"
    RESPONSE_LATE = "response_late"
    RESOLUTION_WARNING = "resolution_warning"
    RESOLUTION_LATE = "resolution_late"
    REMINDER = "reminder"
    LAPSE = "lapse"


class CaseClock(Model):
    """One SLA clock of a case, as `sla_clock.SlaClock` is: kept turn by turn, so that no log is ever replayed to know it.

    Times are in microseconds, as exact as they are counted. `calendar_id` is the version of the business hours it runs
    by: none is the first one. `since` is from when it runs; none while it stands still or once it has ended.
    """

    __tablename__ = "case_clocks"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    measure: Mapped[Measure] = mapped_column(choice(Measure, "measure"), primary_key=True)
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("calendars.id"))
    around_the_clock: Mapped[bool] = mapped_column(default=False)
    target: Mapped[int] = mapped_column(BigInteger)
    warn_after: Mapped[int] = mapped_column(BigInteger)
    used: Mapped[int] = mapped_column(BigInteger, default=0)
    started_at: Mapped[datetime]
    since: Mapped[datetime | None]
    last_turn_at: Mapped[datetime]
    due_at: Mapped[datetime]
    warned_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR since IS NULL", name="ended_stands_still"),
        CheckConstraint("used >= 0 AND target > 0", name="counts_up"),
    )


class Alarm(Model):
    """Something that the clock does to a case at a time: once, since there is one row, and who takes it marks it.

    An alarm that nothing is left to ring for is taken away; one that rang stays, with when it did.
    """

    __tablename__ = "case_alarms"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    rings: Mapped[Rings] = mapped_column(choice(Rings, "rings"))
    at: Mapped[datetime]
    rang_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("case_id", "rings", "at"),
        Index(
            "ix_case_alarms_due",
            "at",
            sqlite_where=text("rang_at IS NULL"),
            postgresql_where=text("rang_at IS NULL"),
        ),
    )


class PolicyVersion(Model):
    """A version of the SLA policy; changes apply forward, so old versions stay."""

    __tablename__ = "sla_policies"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    policy: Mapped[dict[str, Any]] = mapped_column(JSON)
