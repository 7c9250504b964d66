"""The month of a report, on the clock of the desk."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from app.cases.queries import hours_now
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_

_WRITTEN = re.compile(r"(2\d{3})-(0[1-9]|1[0-2])", re.ASCII)
Month = tuple[int, int]


def last_month() -> Month:
    """The last one that is over."""
    today = now().astimezone(_zone())
    return _moved((today.year, today.month), -1)


def read_month(written: str) -> Month:
    """From "2026-10"; nothing is the last month. One that has not begun has no report."""
    if not written.strip():
        return last_month()
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise Invalid(N_("A month is written like 2026-10."), field="month")
    month = int(found[1]), int(found[2])
    if begins(month) > now():
        raise Invalid(N_("This month has not begun."), field="month")
    return month


def written(month: Month) -> str:
    return f"{month[0]}-{month[1]:02}"


def begins(month: Month) -> datetime:
    return datetime(*month, 1, tzinfo=_zone())


def before(month: Month) -> Month:
    return _moved(month, -1)


def after(month: Month) -> Month | None:
    """The next one, if it has begun."""
    following = _moved(month, 1)
    return following if begins(following) <= now() else None


def bounds(month: Month) -> tuple[datetime, datetime]:
    return begins(month), begins(_moved(month, 1))


def _moved(month: Month, by: int) -> Month:
    count = month[0] * 12 + month[1] - 1 + by
    return count // 12, count % 12 + 1


def _zone() -> ZoneInfo:
    return ZoneInfo(hours_now().zone)
