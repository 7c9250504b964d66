"""The new time after a missed one: always to come, never taken back, whatever becomes of the hours meanwhile."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.cases.hours import BusinessHours
from app.cases.recovery import new_times, times_said
from tests.cases.calendars import ITALIAN_DESK, amounts, any_calendar, calendars, moments, rome

HOUR = timedelta(hours=1)


@any_calendar
@given(hours=calendars, later=calendars, promised=moments, looks=st.lists(amounts, min_size=1, max_size=6))
def test_what_was_said_stands_until_it_is_missed(
    hours: BusinessHours, later: BusinessHours, promised: datetime, looks: list[timedelta]
) -> None:
    """A worker looks now and then, the hours change after its first look; the page says what it noted, or later."""
    standing, missed, now = promised, None, promised
    for place, wait in enumerate(looks):
        now += wait
        by = hours if place == 0 else later
        before = missed, standing
        said_missed, said_new = times_said(promised, standing, missed, now, by)
        assert said_new > now or before == (said_missed, said_new)
        assert promised <= said_missed <= now
        if missed is not None:
            assert said_missed >= missed, "no time is taken back"
            if now < standing:
                assert (said_missed, said_new) == before, "what was said stands, whatever the hours are now"
        if now >= standing:
            missed, standing = said_missed, said_new
        assert times_said(promised, standing, missed, now, by) == (missed, standing) or missed is None


def test_a_new_time_that_was_said_outlives_a_change_of_the_hours() -> None:
    promised = rome(2026, 11, 23, 17)
    missed, new = times_said(promised, promised, None, rome(2026, 11, 23, 17, 30), ITALIAN_DESK)
    assert (missed, new) == (promised, rome(2026, 11, 23, 18))
    saturdays = BusinessHours("Europe/Rome", ((),) * 5 + (((540, 1080),), ()))
    assert times_said(promised, new, missed, rome(2026, 11, 23, 17, 45), saturdays) == (promised, new)
    again = times_said(promised, new, missed, rome(2026, 11, 23, 18, 1), saturdays)
    assert again == (rome(2026, 11, 23, 18), rome(2026, 11, 28, 10))
    assert new_times(promised, rome(2026, 11, 23, 17, 30), ITALIAN_DESK) == (missed, new)
