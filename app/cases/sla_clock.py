"""The SLA clock of one case: it runs in business time, stops while the customer's word is awaited, and runs on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from app.cases.hours import BusinessHours, due_after, open_between

WARN_AT = 0.75


class Turn(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class SlaClock:
    """`used` is the open time up to `since`; from `since` on it runs, or stands still while paused (`since` None).

    elapsed = ΣB(unpaused); due = B⁻¹(now, target − elapsed). Once the target is used up, due stays the moment that
    happened: a later pause does not forgive. A new clock comes from `start`; each turn gives a new clock. What ran by
    one version of the business hours stays counted by it; a clock that resumes may go on by another.
    """

    hours: BusinessHours
    target: timedelta
    warn_after: timedelta
    started_at: datetime
    since: datetime | None
    last_turn_at: datetime
    used: timedelta
    due_at: datetime
    """When the target was or will be used up, as it stood at the last turn that set the clock going."""
    warned_at: datetime
    """The same of `warn_after`."""

    @classmethod
    def start(
        cls, hours: BusinessHours, target: timedelta, at: datetime, warn_after: timedelta | None = None
    ) -> "SlaClock":
        at = at.astimezone(UTC)
        warn_after = target * WARN_AT if warn_after is None else warn_after
        ends, warns = due_after(hours, at, target), due_after(hours, at, warn_after)
        return cls(hours, target, warn_after, at, at, at, timedelta(0), ends, warns)

    @property
    def paused(self) -> bool:
        return self.since is None

    def elapsed(self, now: datetime) -> timedelta:
        return self.used if self.since is None else self.used + open_between(self.hours, self.since, now)

    def remaining(self, now: datetime) -> timedelta:
        """What is left of the target; negative by the open time it is overdue."""
        return self.target - self.elapsed(now)

    def due(self, now: datetime) -> datetime:
        """When the target is (or was) used up; for a paused clock, as if it ran on from now."""
        return self._reached(self.due_at, self.target, now, self.hours)

    def waited(self, now: datetime) -> timedelta:
        """The customer's own clock: wall time since the start, which never pauses."""
        return now.astimezone(UTC) - self.started_at

    def pause(self, at: datetime) -> "SlaClock":
        """The clock standing still from `at`; pausing twice is pausing once."""
        at = self._in_order(at)
        if self.since is None:
            return self
        return replace(self, used=self.elapsed(at), since=None, last_turn_at=at)

    def resume(self, at: datetime, hours: BusinessHours | None = None) -> "SlaClock":
        """The clock running on from `at`, by `hours` where they have changed; a running clock is left as it is."""
        at = self._in_order(at)
        if self.since is not None:
            return self
        hours = hours or self.hours
        ends = self._reached(self.due_at, self.target, at, hours)
        warns = self._reached(self.warned_at, self.warn_after, at, hours)
        return replace(self, hours=hours, since=at, last_turn_at=at, due_at=ends, warned_at=warns)

    def aiming(self, target: timedelta, warn_after: timedelta) -> "SlaClock":
        """The same clock with another target, as when a case turns out graver: what was used stays used. A target that
        was used up before its last turn counts as reached then."""
        since = self.since or self.last_turn_at

        def reached(amount: timedelta) -> datetime:
            return since if amount <= self.used else due_after(self.hours, since, amount - self.used)

        ends, warns = reached(target), reached(warn_after)
        return replace(self, target=target, warn_after=warn_after, due_at=ends, warned_at=warns)

    def _reached(self, before: datetime, amount: timedelta, now: datetime, hours: BusinessHours) -> datetime:
        if self.since is not None or self.used >= amount:
            return before
        return due_after(hours, now, amount - self.used)

    def _in_order(self, at: datetime) -> datetime:
        if at < self.last_turn_at:
            raise ValueError(f"a turn at {at} cannot follow one at {self.last_turn_at}")
        return at.astimezone(UTC)


def replay(
    hours: BusinessHours,
    target: timedelta,
    started_at: datetime,
    turns: Iterable[tuple[Turn, datetime] | tuple[Turn, datetime, BusinessHours]],
) -> SlaClock:
    """The clock after a log of turns in the order of their times: the fold from which it can always be rebuilt.

    A turn may name the business hours in force then.
    """
    clock = SlaClock.start(hours, target, started_at)
    for turn, at, *by in turns:
        clock = clock.pause(at) if turn == Turn.PAUSE else clock.resume(at, *by)
    return clock
