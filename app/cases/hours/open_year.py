"""The open time of one year as a table on the UTC line, so that a due time is two searches and no walk over days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from app.cases.hours.calendar import BusinessHours

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
_MINUTE = 60_000_000
_DAY = timedelta(days=1)


class OpenYear(NamedTuple):
    """Disjoint open intervals within one UTC year, in order; all in microseconds since 1970.

    `before[i]` is the open time of the year before interval i, `upto[i]` that at its end.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    upto: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.upto[-1] if self.upto else 0

    def open_before(self, tick: int) -> int:
        """F(t): the open time of this year before t; 0 before the year, the total after it."""
        last = bisect_right(self.starts, tick) - 1
        if last < 0:
            return 0
        return min(self.before[last] + tick - self.starts[last], self.upto[last])

    def reached(self, amount: int) -> int:
        """The earliest t with F(t) = amount, for 0 < amount ≤ total."""
        at = bisect_left(self.upto, amount)
        return self.starts[at] + amount - self.before[at]

    def opening(self, tick: int) -> int | None:
        """The first open moment at or after t within the year."""
        at = bisect_right(self.ends, tick)
        return max(self.starts[at], tick) if at < len(self.starts) else None


@lru_cache(maxsize=64)
def open_year(hours: BusinessHours, year: int) -> OpenYear:
    """The table of a UTC year; 64 of them stay in memory (some 100 KB each for a split shift)."""
    first, after = _tick(datetime(year, 1, 1, tzinfo=UTC)), _tick(datetime(year + 1, 1, 1, tzinfo=UTC))
    # Local dates reach over the UTC year by less than a day at either end.
    day, last = date(year, 1, 1) - 2 * _DAY, date(year + 1, 1, 1) + _DAY
    pieces: list[tuple[int, int]] = []
    while day <= last:
        pieces.extend(_open_on(hours, day))
        day += _DAY
    kept = sorted((max(start, first), min(end, after)) for start, end in pieces if start < after and end > first)
    upto = tuple(accumulate(end - start for start, end in kept))
    return OpenYear(tuple(s for s, _ in kept), tuple(e for _, e in kept), (0, *upto[:-1]) if upto else (), upto)


def _open_on(hours: BusinessHours, day: date) -> Iterator[tuple[int, int]]:
    """A moment is open when the wall clock it shows lies in one of its date's intervals."""
    intervals = hours.on(day)
    if not intervals:
        return
    midnight = datetime(day.year, day.month, day.day, tzinfo=hours.tz)
    # Both readings of either midnight are asked, so that a change exactly there is seen too.
    ends = [end.replace(fold=fold) for end in (midnight, midnight + _DAY) for fold in (0, 1)]
    begin = _tick(midnight)
    if len({end.utcoffset() for end in ends}) == 1:
        yield from ((begin + start * _MINUTE, begin + stop * _MINUTE) for start, stop in intervals)
    else:
        yield from _by_the_minute(hours, day, min(map(_tick, ends)), max(map(_tick, ends)))


def _by_the_minute(hours: BusinessHours, day: date, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Days of 23 or 25 hours: the clock skips or repeats an hour, so every minute is asked what it shows."""
    since = None
    zone, intervals = hours.tz, hours.on(day)
    for tick in range(begin, end, _MINUTE):
        shown = (EPOCH + tick * TICK).astimezone(zone)
        minute = shown.hour * 60 + shown.minute
        is_open = shown.date() == day and any(start <= minute < stop for start, stop in intervals)
        if is_open and since is None:
            since = tick
        elif not is_open and since is not None:
            yield since, tick
            since = None
    if since is not None:
        yield since, end


def _tick(moment: datetime) -> int:
    return (moment.astimezone(UTC) - EPOCH) // TICK
