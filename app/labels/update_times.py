"""When an update on a dispute can be promised, and the end of a day that was chosen, where the company works."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import format_datetime
from wtforms import SelectField

from app.kit.clock import now

BUSINESS_DAYS = 5
FRIDAY = 4
UPDATE_AT = time(17, 0)


def zone() -> ZoneInfo:
    """Where the company works: its business days are counted there."""
    return ZoneInfo(current_app.config["TIME_ZONE"])


def update_times() -> list[datetime]:
    """Five in the afternoon of each of the next five business days."""
    day = now().astimezone(zone()).date()
    found: list[datetime] = []
    while len(found) < BUSINESS_DAYS:
        moment = datetime.combine(day, UPDATE_AT, zone())
        if day.weekday() <= FRIDAY and moment > now():
            found.append(moment)
        day += timedelta(days=1)
    return found


def offer_times(field: SelectField) -> None:
    field.choices = [(moment.isoformat(), format_datetime(moment, "EEEE d MMMM, HH:mm")) for moment in update_times()]


def end_of(day: date | None) -> datetime | None:
    """The end of a day that was chosen."""
    return datetime.combine(day, time(23, 59), zone()) if day else None
