"""How a domain text becomes a sentence in the reader's language and time zone."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import format_date, get_locale, get_timezone, gettext

from app.escalation.said_time import PLACES, Place, say_time
from app.kit.clock import now
from app.kit.texts import Text, is_read_later


def say(message: str, params: Mapping[str, Any]) -> str:
    """The translated sentence, with times said as people say them in that place of a sentence."""
    if not params:
        return gettext(message)
    return gettext(message) % {name: say_value(value, PLACES.get(name, Place.ALONE)) for name, value in params.items()}


def say_value(value: Any, place: Place = Place.ALONE) -> Any:
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, datetime):
        moment = None if is_read_later() else now()
        return say_time(value, now=moment, zone=get_timezone(), locale=str(get_locale() or "en"), place=place)
    if isinstance(value, date):
        return format_date(value, "d MMM y")
    return value
