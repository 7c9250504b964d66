"""How a moment is said: "18:00" today, "Tue 17:00" within six days, "Tue 1 Dec 17:00" beyond.

Languages wrap a moment differently by its place in the sentence (in Italian "entro le 18:00" but "entro mar 17:00"), so each
placeholder of a promise has a place, and its translation gets the words that fit there.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.kit.moments import said


class Place(StrEnum):
    ALONE = "alone"
    LIMIT = "limit"
    """After "by", "until"."""
    OBJECT = "object"
    """After a verb: "we missed …"."""


PLACES = {
    "community_until": Place.LIMIT,
    "staff_by": Place.LIMIT,
    "asker_until": Place.LIMIT,
    "back_until": Place.LIMIT,
    "time": Place.LIMIT,
    "missed": Place.OBJECT,
    "new_time": Place.ALONE,
}


def say_times(times: Mapping[str, datetime], *, now: datetime | None, zone: ZoneInfo, locale: str) -> dict[str, str]:
    """Every moment of a promise in words, by the name of its placeholder."""
    return {
        name: say_time(moment, now=now, zone=zone, locale=locale, place=PLACES.get(name, Place.ALONE))
        for name, moment in times.items()
    }


def say_time(moment: datetime, *, now: datetime | None, zone: ZoneInfo, locale: str, place: Place = Place.ALONE) -> str:
    """The moment on the wall clock of `zone`, as short as is clear to who reads it at `now`.

    `now` None is for what is read at an unknown later time (a mail, a page kept in a cache): the date is then said.
    """
    clock = said(moment, "HH:mm", zone=zone, locale=locale)
    day = said(moment, pattern, zone=zone, locale=locale) if (pattern := _day(moment, now, zone)) else ""
    if not locale.startswith("it") or place == Place.ALONE:
        return f"{day} {clock}".lstrip()
    if place == Place.OBJECT and day:
        return f"le {clock} di {day}"
    return f"{day} {clock}" if day else f"le {clock}"


def _day(moment: datetime, now: datetime | None, zone: ZoneInfo) -> str:
    """The pattern of the part before the clock: none on the same day."""
    if now is None:
        return "EEE d MMM"
    date, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    if date == today:
        return ""
    if abs((date - today).days) <= 6:
        return "EEE"
    return "EEE d MMM" if date.year == today.year else "EEE d MMM y"
