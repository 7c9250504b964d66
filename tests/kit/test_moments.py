"""Moments are said as Babel says them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime

from app.kit.moments import said

PATTERNS = (
    "d MMM y, HH:mm",
    "HH:mm",
    "d MMM y",
    "EEEE d MMMM y, HH:mm zzzz",
    "EEE",
    "EEE d MMM",
    "d 'di' MMMM",
    "QQQ yy",
)
MOMENTS = [
    datetime(2024, 1, 3, 0, 5, tzinfo=UTC) + timedelta(days=17 * step, hours=step, minutes=step) for step in range(44)
]


@pytest.mark.parametrize("locale", ["en", "it"])
@pytest.mark.parametrize("zone", ["Europe/Rome", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe"])
def test_as_babel_says_them(locale: str, zone: str) -> None:
    here = ZoneInfo(zone)
    for pattern in PATTERNS:
        for moment in MOMENTS:
            assert said(moment, pattern, zone=here, locale=locale) == format_datetime(
                moment, pattern, tzinfo=here, locale=locale
            )
