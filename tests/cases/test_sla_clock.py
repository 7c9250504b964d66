"""The SLA clock over every log of pauses and resumptions."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.hours import BusinessHours, open_between
from app.cases.sla_clock import SlaClock, Turn, replay
from tests.cases.calendars import ITALIAN_DESK, amounts, any_calendar, calendars, moments, rome

HOUR = timedelta(hours=1)
Log = list[tuple[Turn, datetime]]


@st.composite
def logs(draw: st.DrawFn) -> tuple[datetime, Log, datetime]:
    """(start, turns in order of time, now): any turns, also doubled ones, as they come from an event log."""
    times = sorted(draw(st.lists(moments, min_size=2, max_size=8)))
    turns = [(draw(st.sampled_from(Turn)), at) for at in times[1:-1]]
    return times[0], turns, times[-1]


def running_spans(start: datetime, turns: Log, now: datetime) -> list[tuple[datetime, datetime]]:
    """The unpaused spans, by the plain reading of the log."""
    marks = [(Turn.RESUME, start), *turns, (Turn.PAUSE, now)]
    return [(a, b) for (turn, a), (_, b) in pairwise(marks) if turn == Turn.RESUME]


def test_a_case_that_waits_for_its_customer_over_night() -> None:
    clock = SlaClock.start(ITALIAN_DESK, 4 * HOUR, rome(2026, 11, 23, 14))
    assert clock.due(rome(2026, 11, 23, 15)) == rome(2026, 11, 23, 18)
    assert clock.warned_at == rome(2026, 11, 23, 17)
    clock = clock.pause(rome(2026, 11, 23, 16))
    assert clock.remaining(rome(2026, 11, 24, 8)) == 2 * HOUR
    assert clock.due(rome(2026, 11, 24, 8)) == rome(2026, 11, 24, 11)
    clock = clock.resume(rome(2026, 11, 24, 12))
    assert clock.due(rome(2026, 11, 24, 13)) == rome(2026, 11, 24, 14)
    assert clock.warned_at == rome(2026, 11, 24, 13)
    assert clock.waited(rome(2026, 11, 24, 14)) == 24 * HOUR


def test_a_pause_does_not_forgive_what_was_missed() -> None:
    clock = SlaClock.start(ITALIAN_DESK, HOUR, rome(2026, 11, 23, 9)).pause(rome(2026, 11, 23, 12))
    assert clock.due(rome(2026, 11, 25, 9)) == rome(2026, 11, 23, 10)
    assert clock.resume(rome(2026, 11, 25, 9)).due(rome(2026, 11, 25, 9)) == rome(2026, 11, 23, 10)
    assert clock.remaining(rome(2026, 11, 25, 9)) == -2 * HOUR


@any_calendar
@given(hours=calendars, target=amounts, log=logs())
def test_elapsed_is_the_open_time_of_the_unpaused_spans(
    hours: BusinessHours, target: timedelta, log: tuple[datetime, Log, datetime]
) -> None:
    start, turns, now = log
    clock = replay(hours, target, start, turns)
    spans = running_spans(start, turns, now)
    assert clock.elapsed(now) == sum((open_between(hours, a, b) for a, b in spans), timedelta(0))
    assert clock.elapsed(now) + clock.remaining(now) == target


@any_calendar
@given(hours=calendars, target=amounts, log=logs())
def test_due_is_the_remaining_open_time_from_now(
    hours: BusinessHours, target: timedelta, log: tuple[datetime, Log, datetime]
) -> None:
    start, turns, now = log
    clock = replay(hours, target, start, turns)
    left = clock.remaining(now)
    assert open_between(hours, now, clock.due(now)) == max(left, timedelta(0))
    assert clock.paused or clock.warned_at <= clock.due_at
    if left < timedelta(0):
        assert clock.due(now) < now


@any_calendar
@given(hours=calendars, target=amounts, log=logs(), more=st.lists(st.sampled_from(Turn), max_size=4))
def test_a_clock_kept_by_increments_equals_its_replay(
    hours: BusinessHours, target: timedelta, log: tuple[datetime, Log, datetime], more: list[Turn]
) -> None:
    start, turns, now = log
    turns = turns + [(turn, now + step * HOUR) for step, turn in enumerate(more)]
    clock = SlaClock.start(hours, target, start)
    for done, (turn, at) in enumerate(turns, start=1):
        clock = clock.pause(at) if turn == Turn.PAUSE else clock.resume(at)
        again = replay(hours, target, start, turns[:done])
        assert clock == again
        # The facts alone, without the moments kept along the way, give the same due time.
        left = clock.remaining(at)
        assert left < timedelta(0) or open_between(hours, at, clock.due(at)) == left


@any_calendar
@given(hours=calendars, target=amounts, start=moments, wait=amounts, later=amounts)
def test_a_zero_pause_changes_nothing(
    hours: BusinessHours, target: timedelta, start: datetime, wait: timedelta, later: timedelta
) -> None:
    clock = SlaClock.start(hours, target, start)
    paused = clock.pause(start + wait).resume(start + wait)
    now = start + wait + later
    assert (paused.due(now), paused.warned_at, paused.elapsed(now)) == (
        clock.due(now),
        clock.warned_at,
        clock.elapsed(now),
    )


@any_calendar
@given(hours=calendars, target=amounts, start=moments, wait=amounts, pause=amounts)
def test_a_pause_never_shortens_what_remains(
    hours: BusinessHours, target: timedelta, start: datetime, wait: timedelta, pause: timedelta
) -> None:
    clock = SlaClock.start(hours, target, start)
    back = start + wait + pause
    paused = clock.pause(start + wait).resume(back)
    assert paused.remaining(back) == clock.remaining(start + wait) >= clock.remaining(back)
    assert paused.due(back) >= clock.due(back)


def test_turns_come_in_order() -> None:
    clock = SlaClock.start(ITALIAN_DESK, HOUR, datetime(2026, 11, 23, tzinfo=UTC))
    with pytest.raises(ValueError, match="cannot follow"):
        clock.pause(datetime(2026, 11, 22, tzinfo=UTC))
