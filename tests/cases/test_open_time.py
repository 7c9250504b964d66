"""Business time: the vectors people can check by hand, and the laws that hold for every calendar."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.cases.hours import (
    ALWAYS_OPEN,
    BusinessHours,
    NeverOpen,
    due_after,
    is_open,
    next_opening,
    open_between,
    parse_week,
)
from tests.cases.calendars import ITALIAN_DESK, NIGHT_DESK, SPLIT_DESK, amounts, any_calendar, calendars, moments, rome

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("start", "amount", "due"),
    [
        (rome(2026, 11, 23, 17), 4 * HOUR, rome(2026, 11, 24, 12)),
        (rome(2026, 11, 23, 14), 4 * HOUR, rome(2026, 11, 23, 18)),
        (rome(2026, 11, 23, 18), MINUTE, rome(2026, 11, 24, 9, 1)),
        (rome(2026, 12, 7, 16), 4 * HOUR, rome(2026, 12, 9, 11)),
        (rome(2026, 12, 24, 17), 2 * HOUR, rome(2026, 12, 28, 10)),
        # Over the turn of a year, in which the tables are cut; 1 and 6 January are holidays.
        (rome(2026, 12, 31, 17), 2 * HOUR, rome(2027, 1, 4, 10)),
        (rome(2027, 1, 5, 17), 2 * HOUR, rome(2027, 1, 7, 10)),
        (rome(2026, 11, 21, 3), timedelta(0), rome(2026, 11, 21, 3)),
    ],
)
def test_due_times_of_an_italian_desk(start: datetime, amount: timedelta, due: datetime) -> None:
    found = due_after(ITALIAN_DESK, start, amount)
    assert found == due
    assert found.tzinfo is UTC
    assert open_between(ITALIAN_DESK, start, found) == amount


def test_split_shifts_and_a_regional_holiday() -> None:
    assert due_after(SPLIT_DESK, rome(2026, 11, 23, 12), 2 * HOUR) == rome(2026, 11, 23, 15)
    assert due_after(SPLIT_DESK, rome(2026, 11, 20, 17), 2 * HOUR) == rome(2026, 11, 21, 10)
    assert not is_open(SPLIT_DESK, rome(2026, 6, 29, 10)), "Saints Peter and Paul are kept in Rome"
    assert is_open(ITALIAN_DESK, rome(2026, 6, 29, 10))


def test_opening_is_open_and_closing_is_closed() -> None:
    assert is_open(ITALIAN_DESK, rome(2026, 11, 23, 9))
    assert not is_open(ITALIAN_DESK, rome(2026, 11, 23, 18))
    assert next_opening(ITALIAN_DESK, rome(2026, 11, 23, 12)) == rome(2026, 11, 23, 12)
    assert next_opening(ITALIAN_DESK, rome(2026, 11, 27, 18)) == rome(2026, 11, 30, 9)
    assert next_opening(ITALIAN_DESK, rome(2026, 12, 31, 18)) == rome(2027, 1, 4, 9)


def test_an_exception_wins_over_holiday_and_week() -> None:
    desk = BusinessHours(
        "Europe/Rome",
        parse_week("Mon-Fri 9-18"),
        country="IT",
        exceptions=((date(2026, 12, 8), ((600, 660),)), (date(2026, 12, 9), ())),
    )
    assert open_between(desk, rome(2026, 12, 8), rome(2026, 12, 10)) == HOUR


@pytest.mark.parametrize(
    ("day", "open_time"),
    [((2026, 3, 29), 7 * HOUR), ((2026, 10, 25), 9 * HOUR), ((2026, 10, 26), 8 * HOUR)],
    ids=["23 hours", "25 hours", "24 hours"],
)
def test_days_of_23_and_25_hours(day: tuple[int, int, int], open_time: timedelta) -> None:
    start = rome(*day)
    assert open_between(NIGHT_DESK, start, start + timedelta(days=1)) == open_time


def test_an_opening_that_the_clock_skips_begins_where_the_clock_goes_on() -> None:
    desk = BusinessHours("Europe/Rome", parse_week("Sun 2:30-4:00"))
    assert next_opening(desk, rome(2026, 3, 29)) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert due_after(desk, rome(2026, 3, 29), HOUR) == rome(2026, 3, 29, 4)


def test_a_midnight_that_the_clock_skips() -> None:
    sao_paulo = BusinessHours("America/Sao_Paulo", parse_week("Sun 0:00-8:00"))
    zone = ZoneInfo("America/Sao_Paulo")
    assert open_between(sao_paulo, datetime(2018, 11, 3, tzinfo=zone), datetime(2018, 11, 5, tzinfo=zone)) == 7 * HOUR
    assert next_opening(sao_paulo, datetime(2018, 11, 3, tzinfo=zone)) == datetime(2018, 11, 4, 3, tzinfo=UTC)


def test_an_evening_that_the_clock_repeats() -> None:
    # At one minute past midnight the clock went back to 23:01 of the day before.
    desk = BusinessHours("America/St_Johns", parse_week("Sat 23:00-24:00"))
    zone = ZoneInfo("America/St_Johns")
    start, end = datetime(2010, 11, 6, 12, tzinfo=zone), datetime(2010, 11, 7, 12, tzinfo=zone)
    assert open_between(desk, start, end) == HOUR + 59 * MINUTE


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Rome", "Pacific/Apia"])
def test_nothing_is_lost_or_doubled_where_the_year_turns_at_another_hour(zone: str) -> None:
    desk = BusinessHours(zone, parse_week("Mon-Sun 0-24"))
    start = datetime(2026, 12, 30, tzinfo=UTC)
    assert open_between(desk, start, start + 96 * HOUR) == 96 * HOUR
    assert due_after(desk, start, 96 * HOUR) == start + 96 * HOUR


def test_a_date_that_never_was() -> None:
    apia = BusinessHours("Pacific/Apia", parse_week("Fri 9-17"))
    around = datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 2, tzinfo=UTC)
    assert open_between(apia, *around) == timedelta(0)


@settings(any_calendar, max_examples=150)
@given(hours=calendars, at=moments)
@example(hours=NIGHT_DESK, at=datetime(2018, 10, 28, 1, 30, tzinfo=UTC))
def test_open_is_what_the_wall_clock_says(hours: BusinessHours, at: datetime) -> None:
    shown = at.astimezone(ZoneInfo(hours.zone))
    minute = shown.hour * 60 + shown.minute
    assert is_open(hours, at) == any(start <= minute < end for start, end in hours.on(shown.date()))


@settings(any_calendar, max_examples=20)
@given(hours=calendars, at=moments, minutes=st.integers(0, 3000))
def test_open_time_is_the_count_of_open_minutes(hours: BusinessHours, at: datetime, minutes: int) -> None:
    at = at.replace(second=0, microsecond=0)
    counted = sum(is_open(hours, at + step * MINUTE) for step in range(minutes))
    assert open_between(hours, at, at + minutes * MINUTE) == counted * MINUTE


@any_calendar
@given(hours=calendars, three=st.tuples(moments, moments, moments))
def test_open_time_adds_up_and_never_shrinks(hours: BusinessHours, three: tuple[datetime, ...]) -> None:
    a, b, c = sorted(three)
    assert open_between(hours, a, c) == open_between(hours, a, b) + open_between(hours, b, c)
    assert timedelta(0) <= open_between(hours, a, b) <= open_between(hours, a, c) <= c - a


@any_calendar
@given(hours=calendars, start=moments, amount=amounts)
def test_due_is_the_earliest_moment_with_that_open_time(
    hours: BusinessHours, start: datetime, amount: timedelta
) -> None:
    due = due_after(hours, start, amount)
    tick = timedelta(microseconds=1)
    assert open_between(hours, start, due) == amount
    assert due == start or open_between(hours, start, due - tick) == amount - tick


@any_calendar
@given(hours=calendars, start=moments, amounts=st.tuples(amounts, amounts))
def test_due_grows_with_start_and_amount(
    hours: BusinessHours, start: datetime, amounts: tuple[timedelta, timedelta]
) -> None:
    less, more = sorted(amounts)
    assert due_after(hours, start, less) <= due_after(hours, start, more)
    assert due_after(hours, start, more) <= due_after(hours, start + less, more)


@any_calendar
@given(start=moments, amount=amounts)
def test_around_the_clock_business_time_is_time(start: datetime, amount: timedelta) -> None:
    assert due_after(ALWAYS_OPEN, start, amount) == start + amount


def test_a_desk_that_never_opens_again_says_so() -> None:
    start = date(2026, 1, 1)
    closed = tuple((start + timedelta(days=ahead), ()) for ahead in range(366 * 4))
    desk = BusinessHours("UTC", parse_week("Thu 9-10"), exceptions=closed)
    after = datetime(2026, 1, 2, tzinfo=UTC)
    with pytest.raises(NeverOpen):
        due_after(desk, after, HOUR)
    with pytest.raises(NeverOpen):
        next_opening(desk, after)


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        due_after(ITALIAN_DESK, rome(2026, 11, 23, 9), -MINUTE)
    with pytest.raises(TypeError):
        due_after(ITALIAN_DESK, datetime(2026, 11, 23, 9), HOUR)  # noqa: DTZ001
