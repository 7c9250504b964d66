"""What each page says and hardly anything changes, kept in the process under the site's version number (decision 0002).

Whoever begins a page tells the number, which they read together with something else; where nobody does, and where something
may be changed, it is read anew.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ScalarSelect, func, select

from app.activity.models import PageVersion
from app.activity.versions import SITE
from app.extensions import db
from app.kit import edge
from app.kit.clock import now
from app.kit.database import only_reads, table_of

Found = TypeVar("Found")

_versions = table_of(PageVersion).c
_NUMBER = "site's number"


def site_number() -> ScalarSelect[int]:
    """As a column of any statement."""
    return select(func.coalesce(func.max(_versions.number), 0)).where(_versions.key == SITE).scalar_subquery()


def under(number: int) -> None:
    """For the rest of this session's use, this is the site's version."""
    db.session().info[_NUMBER] = number


def kept(name: str, read: Callable[[], Found]) -> Found:
    """What `read()` finds: read once for each version of the site. Plain values alone, which no session knows."""
    number = db.session().info.get(_NUMBER)
    if number is None or not only_reads():
        return read()
    return kept_for(number, name, read)


def now_and_then() -> datetime:
    """The last full ten minutes, the same in every process: a stamp for what need not be counted anew for each page."""
    moment = now()
    return moment - timedelta(minutes=moment.minute % 10, seconds=moment.second, microseconds=moment.microsecond)


def kept_for(stamp: object, name: str, read: Callable[[], Found]) -> Found:
    """What `read()` finds: read once for each stamp, such as a time that passes in steps."""
    everything: dict[str, tuple[object, Any]] = edge.bound("kept")
    found = everything.get(name)
    if found is None or found[0] != stamp:
        found = everything[name] = stamp, read()
    value: Found = found[1]
    return value
