"""The report of a window: for each measure and axis its groups, both tests and the verdict. Nothing is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.equity.asking import Asking, Measure
from app.equity.axes import Axis, Grouping, groupings
from app.equity.ranks import Wait
from app.equity.rows import asked_in
from app.equity.survival import Median, median
from app.equity.verdict import Judged, judge

LEAST = 10
"""Cells of fewer are not shown: they would be about single people."""


@dataclass(frozen=True)
class Cell:
    """One group: how many, how many of them had no word yet, the median wait. All None when it is hidden."""

    name: str
    n: int | None
    still: int | None
    median: Median | None


@dataclass(frozen=True)
class AxisReport:
    """`favoured` names the group that is compared with the rest."""

    axis: Axis
    cells: Sequence[Cell]
    favoured: str
    judged: Judged


@dataclass(frozen=True)
class MeasureReport:
    """`n` None: there were some, but fewer than may be shown."""

    measure: Measure
    n: int | None
    axes: Sequence[AxisReport]


@dataclass(frozen=True)
class Report:
    """Of what was asked from `since` to `until`, with all that was known at `at`."""

    since: datetime
    until: datetime
    at: datetime
    measures: Sequence[MeasureReport]


def report_of(since: datetime, until: datetime, at: datetime) -> Report:
    found = [measured(measure, asked_in(measure, since, min(until, at), at)) for measure in Measure]
    return Report(since, until, at, found)


def measured(measure: Measure, askings: Sequence[Asking]) -> MeasureReport:
    if len(askings) < LEAST:
        return MeasureReport(measure, None if askings else 0, ())
    return MeasureReport(measure, len(askings), [_axis(askings, one) for one in groupings(askings)])


def _axis(askings: Sequence[Asking], grouping: Grouping) -> AxisReport:
    waits = [
        Wait(one.wait.total_seconds() / 3600, one.over, group, one.stratum)
        for one, group in zip(askings, grouping.of, strict=True)
    ]
    groups = [[wait for wait in waits if wait.group == place] for place in range(len(grouping.names))]
    hidden = hidden_of([len(group) for group in groups], kept=grouping.favoured)
    cells = [
        Cell(name, None, None, None)
        if place in hidden
        else Cell(name, len(group), sum(not wait.over for wait in group), median(group))
        for place, (name, group) in enumerate(zip(grouping.names, groups, strict=True))
    ]
    return AxisReport(grouping.axis, cells, grouping.names[-1], _shown(judge(waits, grouping.favoured)))


def hidden_of(sizes: Sequence[int], kept: int = -1) -> set[int]:
    """Which cells are not shown: those under LEAST, and, where the total would tell them, the next smallest too; `kept` as the
    last of all, since how many are compared is said of it."""
    upwards = sorted(range(len(sizes)), key=lambda place: (place == kept and sizes[place] >= LEAST, sizes[place]))
    hidden = [place for place in upwards if sizes[place] < LEAST]
    if hidden and (len(hidden) == 1 or sum(sizes[place] for place in hidden) < LEAST):
        hidden = upwards[: len(hidden) + 1]
    return set(hidden)


def _shown(judged: Judged) -> Judged:
    """Effects and tests only where each side has so many that they are not about single people."""
    compared = judged.comparison
    if compared is None or min(compared.favoured, compared.rest) >= LEAST:
        return judged
    return replace(judged, comparison=None, trend=None, ratio=None)
