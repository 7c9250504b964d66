"""SLA policy: how soon the desk answers and resolves, by severity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.cases.hours import ALWAYS_OPEN, BusinessHours, due_after
from app.cases.severity import Severity

_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Target:
    """An amount of time, counted while the desk is open or, for what cannot wait for morning, around the clock."""

    amount: timedelta
    around_the_clock: bool = False


def _first_response() -> dict[Severity, Target]:
    return {
        Severity.S1: Target(_HOUR / 2, around_the_clock=True),
        Severity.S2: Target(2 * _HOUR),
        Severity.S3: Target(4 * _HOUR),
        Severity.S4: Target(8 * _HOUR),
    }


def _resolution_days() -> dict[Severity, int]:
    return {Severity.S1: 1, Severity.S2: 2, Severity.S3: 5, Severity.S4: 10}


@dataclass(frozen=True)
class SlaPolicy:
    """First staff response and resolution by severity; the next response is the same for all.

    Resolution is counted in business days, each the mean open time of an open weekday of the calendar; so are the
    reminders of a customer who was asked for something, and the day on which their case lapses. Leads are warned when
    `warn_percent` of a target's time is used. A change is a new object with a higher `version`.
    """

    first_response: Mapping[Severity, Target] = field(default_factory=_first_response)
    next_response: Target = Target(8 * _HOUR)
    resolution_days: Mapping[Severity, int] = field(default_factory=_resolution_days)
    warn_percent: int = 75
    reminder_days: tuple[int, ...] = (2, 5, 9)
    lapse_day: int = 10
    version: int = 1

    def resolution(self, hours: BusinessHours, severity: Severity) -> Target:
        return Target(self.resolution_days[severity] * hours.business_day())

    def warn_after(self, target: Target) -> timedelta:
        """How much of a target's time is used when the lead is warned."""
        return target.amount * self.warn_percent / 100


def clock_hours(target: Target, hours: BusinessHours) -> BusinessHours:
    """The calendar by which a target is counted."""
    return ALWAYS_OPEN if target.around_the_clock else hours


def due(target: Target, hours: BusinessHours, at: datetime) -> datetime:
    """When a target that starts running at `at` is used up, in UTC."""
    return due_after(clock_hours(target, hours), at, target.amount)


def first_response_due(policy: SlaPolicy, hours: BusinessHours, severity: Severity, entered_at: datetime) -> datetime:
    """The deadline of a case that enters the queue: entry + the target of its severity."""
    return due(policy.first_response[severity], hours, entered_at)


def next_response_due(policy: SlaPolicy, hours: BusinessHours, asked_at: datetime) -> datetime:
    return due(policy.next_response, hours, asked_at)


def waiting_days(policy: SlaPolicy, hours: BusinessHours, since: datetime) -> tuple[list[datetime], datetime]:
    """(reminders, lapse) of a customer whose word is awaited since then: each so many business days of open time on."""
    day = hours.business_day()
    return [due_after(hours, since, n * day) for n in policy.reminder_days], due_after(
        hours, since, policy.lapse_day * day
    )


def resolution_due(policy: SlaPolicy, hours: BusinessHours, severity: Severity, entered_at: datetime) -> datetime:
    return due(policy.resolution(hours, severity), hours, entered_at)
