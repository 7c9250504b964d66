"""What was played, in figures: waits by severity, and whether anybody was starved."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.cases.hours import open_between
from app.cases.queue import QueueEntry
from app.cases.severity import Severity
from app.cases.simulation.plan import Plan
from app.cases.simulation.play import Played, Taken
from app.cases.sla import clock_hours

HEAD = f"{'':4}{'target':>9}{'n':>8}{'median':>10}{'p90':>10}{'longest':>10}{'in time':>10}{'open':>7}"


@dataclass(frozen=True)
class Row:
    """Of one severity: waits by the clock of its own target; `left` still wait at the end and are not among them."""

    severity: Severity
    target: timedelta
    waits: Sequence[timedelta]
    in_time: int
    left: int

    def share(self) -> float:
        return self.in_time / len(self.waits) if self.waits else 1.0

    def quantile(self, part: float) -> timedelta:
        """The smallest wait that at least this part of all waits do not exceed."""
        ordered = sorted(self.waits)
        place = max(0, -(-int(part * 1000) * len(ordered) // 1000) - 1)
        return ordered[place] if ordered else timedelta(0)


def rows(plan: Plan, played: Played) -> list[Row]:
    return [_row(plan, played, severity) for severity in Severity]


def _row(plan: Plan, played: Played, severity: Severity) -> Row:
    target = plan.policy.first_response[severity]
    hours = clock_hours(target, plan.hours)
    taken = [one for one in played.taken if one.entry.severity is severity]
    return Row(
        severity,
        target.amount,
        [open_between(hours, one.entry.entered_at, one.at) for one in taken],
        sum(one.at <= one.entry.deadline for one in taken),
        sum(entry.severity is severity for entry in played.left),
    )


@dataclass(frozen=True)
class Starved:
    """Overtakings by cases that came when the overtaken one's deadline had passed: the fair order has none, whatever
    the load, since what comes after a deadline has a later one itself."""

    overtakings: int
    after_deadline: int
    most: int
    latest: timedelta
    """The longest that anybody was taken after their deadline."""
    bound_broken: int


def starved(plan: Plan, played: Played) -> Starved:
    taken = played.taken
    return Starved(
        overtakings=sum(one.overtaken for one in taken),
        after_deadline=sum(one.after_deadline for one in taken),
        most=max((one.overtaken for one in taken), default=0),
        latest=max((one.at - one.entry.deadline for one in taken), default=timedelta(0)),
        bound_broken=sum(one.overtaken > bound for one, bound in _bounds(taken, played.left)),
    )


def _bounds(taken: Sequence[Taken], left: Sequence[QueueEntry]) -> Iterator[tuple[Taken, int]]:
    """Of each case how many can overtake it at most: those that came after it and before its deadline."""
    came = sorted(entry.entered_at for entry in (*(one.entry for one in taken), *left))
    for one in taken:
        yield one, bisect_left(came, one.entry.deadline) - bisect_right(came, one.entry.entered_at)


def printed(plan: Plan, played: Played) -> Iterator[str]:
    """The lines of the report."""
    yield HEAD
    for row in rows(plan, played):
        figures = (row.target, row.quantile(0.5), row.quantile(0.9), max(row.waits, default=timedelta(0)))
        target, median, ninety, longest = (spoken(one) for one in figures)
        share = f"{row.share():.1%}"
        yield (
            f"{row.severity.value:4}{target:>9}{len(row.waits):>8}{median:>10}{ninety:>10}{longest:>10}{share:>10}{row.left:>7}"
        )
    found = starved(plan, played)
    yield ""
    yield f"overtaken by a case that came later: {found.overtakings} times, one case at most {found.most} times"
    yield f"of these by a case that came after its deadline: {found.after_deadline}"
    yield f"overtaken more often than cases came before its deadline (the bound): {found.bound_broken}"
    yield f"latest taken after its deadline: {spoken(max(found.latest, timedelta(0)))}"


def spoken(amount: timedelta) -> str:
    hours, minutes = divmod(round(amount.total_seconds() / 60), 60)
    return f"{hours} h {minutes:02}" if hours else f"{minutes} min"
