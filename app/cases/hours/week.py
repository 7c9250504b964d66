"""A week of opening hours as data, and as the line an administrator types.

A day is a tuple of intervals in minutes after midnight on the wall clock, the end excluded: 9:00-13:00 is (540, 780).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from app.cases.hours.problems import Problem, UnusableHours

Interval = tuple[int, int]
DayHours = tuple[Interval, ...]
Week = tuple[DayHours, ...]

CLOSED: DayHours = ()
FULL_NAMES = {
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
}
_SEGMENT = re.compile(r"(\D+)(\d.*)")
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?")


def parse_week(line: str) -> Week:
    """Reads "Mon-Fri 9:00-13:00, 14:00-18:00; Sat 9:00-12:00"; days not named are closed.

    Days may be English or Italian, short or whole; a range may run over the weekend (Sat-Mon). What is named twice
    adds up. Raises UnusableHours with `no_hours`, `no_times`, `unknown_day` or `bad_time` and the piece that is
    wrong. Whether intervals overlap is for the calendar to say, which sees the exceptions too.
    """
    days: list[list[Interval]] = [[] for _ in range(7)]
    segments = [part.strip() for part in line.split(";") if part.strip()]
    if not segments:
        raise UnusableHours(Problem("no_hours"))
    for segment in segments:
        found = _SEGMENT.fullmatch(segment)
        if not found:
            raise UnusableHours(Problem("no_times", {"piece": segment}))
        spans = [_span(piece.strip()) for piece in found[2].split(",")]
        for day in _days(found[1]):
            days[day].extend(spans)
    return tuple(tuple(sorted(day)) for day in days)


def format_week(week: Week, language: str = "en") -> str:
    """The line that parse_week reads back as the same week; neighbours with equal hours are joined."""
    names = FULL_NAMES.get(language, FULL_NAMES["en"])
    parts = []
    for hours, run in groupby(range(7), key=lambda day: week[day]):
        days = list(run)
        if not hours:
            continue
        name = "-".join(names[day][:3].capitalize() for day in sorted({days[0], days[-1]}))
        parts.append(f"{name} {format_day(hours)}")
    return "; ".join(parts)


def format_day(day: DayHours) -> str:
    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in day)


def clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def parse_day(line: str) -> DayHours:
    """Reads "9:00-13:00, 14:00-18:00" (an exception's hours); an empty line is a closed day."""
    pieces = [piece.strip() for piece in line.split(",") if piece.strip()]
    return tuple(sorted(_span(piece) for piece in pieces))


def _span(piece: str) -> Interval:
    found = _SPAN.fullmatch(piece)
    if not found:
        raise UnusableHours(Problem("bad_time", {"piece": piece}))
    start, end = (int(hour) * 60 + int(minute or 0) for hour, minute in (found.group(1, 2), found.group(3, 4)))
    if any(int(minute or 0) > 59 for minute in found.group(2, 4)) or max(start, end) > 24 * 60:
        raise UnusableHours(Problem("bad_time", {"piece": piece}))
    return start, end


def _days(names: str) -> Iterator[int]:
    for piece in names.split(","):
        ends = [_day(name.strip()) for name in re.split("[-–]", piece)]
        if len(ends) > 2:
            raise UnusableHours(Problem("unknown_day", {"piece": piece.strip()}))
        first, last = ends[0], ends[-1]
        yield from ((first + step) % 7 for step in range((last - first) % 7 + 1))


def _day(name: str) -> int:
    word = name.lower().rstrip(".:")
    for names in FULL_NAMES.values():
        for number, full in enumerate(names):
            if len(word) >= 3 and full.startswith(word):
                return number
    raise UnusableHours(Problem("unknown_day", {"piece": name}))
