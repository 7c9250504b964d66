"""The next two weeks of a calendar, so that who edits it sees what it means before saving."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from app.cases.hours.calendar import BusinessHours
from app.cases.hours.public_holidays import named_holidays
from app.cases.hours.week import DayHours


class Because(StrEnum):
    WEEK = "week"
    HOLIDAY = "holiday"
    EXCEPTION = "exception"


@dataclass(frozen=True)
class PreviewedDay:
    """A date, its open intervals in minutes of the wall clock, why they are so, and the holiday's name if one rules.

    `lasts` is 23 or 25 hours on a day on which the clocks are changed.
    """

    date: date
    hours: DayHours
    because: Because
    holiday: str = ""
    lasts: int = 24


def fourteen_days(hours: BusinessHours, from_date: date, language: str = "en") -> list[PreviewedDay]:
    return [_previewed(hours, from_date + timedelta(days=ahead), language) for ahead in range(14)]


def _previewed(hours: BusinessHours, day: date, language: str) -> PreviewedDay:
    holiday = named_holidays(hours.country, hours.region, day.year, language).get(day, "")
    because = Because.HOLIDAY if holiday else Because.WEEK
    if hours.exception_on(day) is not None:
        because = Because.EXCEPTION
    return PreviewedDay(day, hours.on(day), because, holiday, _lasts(hours, day))


def _lasts(hours: BusinessHours, day: date) -> int:
    midnights = [datetime.combine(one, time(), hours.tz).astimezone(UTC) for one in (day, day + timedelta(days=1))]
    return round((midnights[1] - midnights[0]) / timedelta(hours=1))
