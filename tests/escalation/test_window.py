"""The peer window and its pauses."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.escalation.window import DEFAULT, LONGEST, SHORTEST, clamp, remaining, resumed_end, window_end

HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
spans = st.timedeltas(timedelta(0), timedelta(days=3))


@pytest.mark.parametrize(
    ("window", "held"),
    [(8 * HOUR, 8 * HOUR), (HOUR / 60, HOUR / 2), (48 * HOUR, 24 * HOUR), (-HOUR, HOUR / 2), (24 * HOUR, 24 * HOUR)],
)
def test_the_window_is_held_between_half_an_hour_and_a_day(window: timedelta, held: timedelta) -> None:
    assert clamp(window) == held
    assert window_end(NOON, window) == NOON + held


def test_eight_hours_unless_told_otherwise() -> None:
    assert window_end(NOON) == NOON + 8 * HOUR
    assert (DEFAULT, SHORTEST, LONGEST) == (8 * HOUR, HOUR / 2, 24 * HOUR)


def test_an_hour_is_an_hour_when_the_clock_changes() -> None:
    before = datetime(2026, 10, 24, 22, tzinfo=ZoneInfo("Europe/Rome"))
    assert window_end(before) == datetime(2026, 10, 25, 4, tzinfo=UTC)


@given(used=spans, paused=spans)
def test_a_pause_moves_the_end_by_as_much(used: timedelta, paused: timedelta) -> None:
    end = window_end(NOON)
    left = remaining(end, NOON + used)
    assert left >= timedelta(0)
    assert resumed_end(NOON + used + paused, left) == max(end, NOON + used) + paused


def test_a_short_rest_is_not_stretched_by_pausing() -> None:
    left = remaining(window_end(NOON), NOON + 8 * HOUR - HOUR / 60)
    assert resumed_end(NOON + 9 * HOUR, left) == NOON + 9 * HOUR + HOUR / 60
