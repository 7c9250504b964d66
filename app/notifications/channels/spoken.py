"""The language and clock of whoever will read, whoever's request or worker this is."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import get_timezone_name
from flask import current_app, g
from flask_babel import force_locale, get_locale, get_timezone

from app.kit.texts import read_later


@contextmanager
def spoken_to(locale: str | None, time_zone: str | None) -> Iterator[None]:
    """Inside, texts are in that language, with times of that zone and with their date: a mail is read later."""
    with force_locale(locale or current_app.config["DEFAULT_LANGUAGE"]), read_later():
        before = get_timezone()
        g._flask_babel.babel_tzinfo = _zone(time_zone) or _zone(current_app.config["TIME_ZONE"]) or before
        try:
            yield
        finally:
            g._flask_babel.babel_tzinfo = before


def zone_said() -> str:
    """The zone that times are said in, by its name in the reader's language."""
    zone, key = get_timezone(), str(get_timezone())
    return get_timezone_name(zone, locale=get_locale()) if "/" in key and not key.startswith("Etc/") else key


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
