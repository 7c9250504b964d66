"""How a domain text becomes a sentence in the reader's language and time zone."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import format_date, format_datetime, format_time, gettext, to_user_timezone

from app.kit.clock import now
from app.kit.texts import Text


def say(message: str, params: Mapping[str, Any]) -> str:
    """The translated sentence, with times said as people say them."""
    if not params:
        return gettext(message)
    return gettext(message) % {name: say_value(value) for name, value in params.items()}


def say_value(value: Any) -> Any:
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, datetime):
        return say_moment(value)
    if isinstance(value, date):
        return format_date(value, "d MMM y")
    return value


def say_moment(at: datetime) -> str:
    """A time as short as it can be said: today 18:00, this week Tue 17:00, else 24 Nov, 17:00."""
    local, today = to_user_timezone(at), to_user_timezone(now())
    if local.date() == today.date():
        return format_time(at, "HH:mm")
    if timedelta() < local.date() - today.date() < timedelta(days=7):
        return format_datetime(at, "EEE HH:mm")
    if local.year == today.year:
        return format_datetime(at, "d MMM, HH:mm")
    return format_datetime(at, "d MMM y, HH:mm")
