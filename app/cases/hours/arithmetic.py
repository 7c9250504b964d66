"""Business-time arithmetic: how much open time lies between two moments, and when an amount of it is used up.

With F(t) the open time before t: B(a, b) = F(b) − F(a), and a due time is F⁻¹(F(start) + remaining). Moments are
aware datetimes in any zone; answers are in UTC. A naive datetime raises TypeError.
"""

from datetime import UTC, datetime, timedelta

from app.cases.hours.calendar import BusinessHours
from app.cases.hours.open_year import EPOCH, TICK, open_year
from app.cases.hours.problems import NeverOpen

_EMPTY_YEARS = 2
_LAST_YEAR = 9997


def open_between(hours: BusinessHours, a: datetime, b: datetime) -> timedelta:
    """B(a, b): the open time from a to b; 0 when b is not after a."""
    start, end = (a - EPOCH) // TICK, (b - EPOCH) // TICK
    if end <= start:
        return timedelta(0)
    years = [open_year(hours, year) for year in range(_year(a), _year(b) + 1)]
    return sum(year.open_before(end) - year.open_before(start) for year in years) * TICK


def due_after(hours: BusinessHours, start: datetime, remaining: timedelta) -> datetime:
    """B⁻¹: the earliest t ≥ start with B(start, t) = remaining; `start` itself when nothing remains.

    Four hours from 14:00 at a desk that closes at 18:00 end at 18:00, one minute from 18:00 at 9:01 of the next open
    day. Raises ValueError for a negative amount, NeverOpen when the desk stays closed for more than two whole years.
    """
    left = remaining // TICK
    tick = (start - EPOCH) // TICK
    if left < 0:
        raise ValueError(f"cannot be due before it starts: {remaining}")
    if left == 0:
        return EPOCH + tick * TICK
    year, empty = _year(start), 0
    while empty <= _EMPTY_YEARS and year <= _LAST_YEAR:
        table = open_year(hours, year)
        used = table.open_before(tick)
        if used + left <= table.total:
            return EPOCH + table.reached(used + left) * TICK
        empty = 0 if table.total > used else empty + 1
        left -= table.total - used
        year += 1
    raise NeverOpen(f"no open time within two years of {EPOCH.replace(year=year - empty):%Y} (version {hours.version})")


def is_open(hours: BusinessHours, t: datetime) -> bool:
    """Whether the desk is open at t; the moment of closing is closed."""
    tick = (t - EPOCH) // TICK
    return open_year(hours, _year(t)).opening(tick) == tick


def next_opening(hours: BusinessHours, t: datetime) -> datetime:
    """The first open moment at or after t: t itself while open. Raises NeverOpen as due_after does."""
    tick = (t - EPOCH) // TICK
    first = _year(t)
    for year in range(first, min(first + _EMPTY_YEARS, _LAST_YEAR) + 1):
        opening = open_year(hours, year).opening(tick)
        if opening is not None:
            return EPOCH + opening * TICK
    raise NeverOpen(f"no open time within two years of {first} (version {hours.version})")


def _year(t: datetime) -> int:
    return t.year if t.tzinfo is UTC else t.astimezone(UTC).year
