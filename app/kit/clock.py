"""The time, in one place, so that a test or the demo can move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_shift = timedelta()


def now() -> datetime:
    return datetime.now(UTC) + _shift


def move(by: timedelta) -> None:
    """Moves this process's clock by so much, on top of earlier moves."""
    global _shift
    _shift += by


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, it is (about) `moment`; time goes on from there."""
    global _shift
    before, _shift = _shift, moment - datetime.now(UTC)
    try:
        yield
    finally:
        _shift = before
