"""Business hours: the calendar a desk keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.cases.hours import public_holidays
from app.cases.hours.problems import Problem, UnusableHours
from app.cases.hours.week import CLOSED, DayHours, Week, clock, format_day, parse_day


@dataclass(frozen=True)
class BusinessHours:
    """Time zone + weekly open intervals (Monday first) + public holidays + exceptions.

    An exception says all about its date and wins over holiday and week: () is closed, intervals are open. A change is
    a new object with a higher `version`; due times already promised keep the version they were promised with.
    Making one from anything unusable raises UnusableHours (a ValueError) with every problem found.
    """

    zone: str
    week: Week
    country: str = ""
    region: str = ""
    exceptions: tuple[tuple[date, DayHours], ...] = ()
    version: int = 1
    _hash: int = field(init=False, repr=False, compare=False)
    _special: dict[date, DayHours] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if found := problems(self.zone, self.week, self.country, self.region, self.exceptions, self.version):
            raise UnusableHours(*found)
        # Found once: the hash is asked for at every due time, to find the year's table.
        object.__setattr__(
            self, "_hash", hash((self.zone, self.week, self.country, self.region, self.exceptions, self.version))
        )
        object.__setattr__(self, "_special", dict(self.exceptions))

    def __hash__(self) -> int:
        return self._hash

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def exception_on(self, day: date) -> DayHours | None:
        return self._special.get(day)

    def on(self, day: date) -> DayHours:
        """The open intervals of a date, on its wall clock."""
        special = self.exception_on(day)
        if special is not None:
            return special
        if day in public_holidays.named_holidays(self.country, self.region, day.year):
            return CLOSED
        return self.week[day.weekday()]

    def business_day(self) -> timedelta:
        """What "one business day" lasts: the mean open time of a weekday that has any.

        Mon-Fri 9-18 gives 9 h, so five business days are one ordinary week; a half-day Saturday shortens the mean
        and five and a half days' work stays six business days.
        """
        open_minutes = [sum(end - start for start, end in day) for day in self.week if day]
        return timedelta(minutes=sum(open_minutes)) / len(open_minutes)

    def to_dict(self) -> dict[str, Any]:
        return {
            "zone": self.zone,
            "week": [format_day(day) for day in self.week],
            "country": self.country,
            "region": self.region,
            "exceptions": {day.isoformat(): format_day(hours) for day, hours in self.exceptions},
            "version": self.version,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "BusinessHours":
        """The inverse of to_dict. Raises UnusableHours, with `malformed` if it is not of that shape at all."""
        try:
            exceptions = {date.fromisoformat(day): parse_day(line) for day, line in data["exceptions"].items()}
            return cls(
                zone=data["zone"],
                week=tuple(parse_day(day) for day in data["week"]),
                country=data["country"],
                region=data["region"],
                exceptions=tuple(sorted(exceptions.items())),
                version=data["version"],
            )
        except UnusableHours:
            raise
        except (KeyError, TypeError, ValueError, AttributeError) as broken:
            raise UnusableHours(Problem("malformed")) from broken


def problems(
    zone: str,
    week: Week,
    country: str = "",
    region: str = "",
    exceptions: tuple[tuple[date, DayHours], ...] = (),
    version: int = 1,
) -> list[Problem]:
    """Everything that keeps these values from being business hours; empty when they are fine."""
    return [
        *_place_problems(zone, country, region),
        *_week_problems(week),
        *(problem for _, day in exceptions for problem in _day_problems(day, "exceptions")),
        *_double_dates([day for day, _ in exceptions]),
        *([] if version >= 1 else [Problem("bad_version")]),
    ]


def _place_problems(zone: str, country: str, region: str) -> Iterator[Problem]:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        yield Problem("unknown_zone", {"zone": zone}, "zone")
    if not country and region:
        yield Problem("region_without_country", {"region": region}, "region")
    elif country and not public_holidays.is_known(country):
        yield Problem("unknown_country", {"country": country}, "country")
    elif region and not public_holidays.is_known(country, region):
        yield Problem("unknown_region", {"country": country, "region": region}, "region")


def _week_problems(week: Week) -> Iterator[Problem]:
    if len(week) != 7:
        yield Problem("not_seven_days")
    if not any(week):
        yield Problem("no_hours")
    for day in week:
        yield from _day_problems(day)


def _day_problems(day: DayHours, where: str = "week") -> Iterator[Problem]:
    for start, end in day:
        interval = {"interval": f"{clock(start)}-{clock(end)}"}
        if end <= start:
            yield Problem("end_before_start", interval, where)
        elif start < 0 or end > 24 * 60:
            yield Problem("outside_the_day", interval, where)
    ordered = sorted(day)
    for first, second in zip(ordered, ordered[1:], strict=False):
        if second[0] < first[1]:
            yield Problem("overlap", {"first": format_day((first,)), "second": format_day((second,))}, where)


def _double_dates(days: list[date]) -> Iterator[Problem]:
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield Problem("two_exceptions", {"date": day.isoformat()}, "exceptions")
