"""When staff must begin so that the promised time is kept."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.cases.hours import due_after
from app.escalation.risk import ENOUGH, is_at_risk, room_for_peers, usual_handling
from tests.cases.calendars import ITALIAN_DESK, rome

HOUR = timedelta(hours=1)


def test_four_of_five_cases_are_handled_in_the_usual_time() -> None:
    assert usual_handling([n * HOUR for n in range(1, 101)], ITALIAN_DESK) == 80 * HOUR
    assert usual_handling([HOUR] * (ENOUGH - 1), ITALIAN_DESK) == ITALIAN_DESK.business_day()
    assert usual_handling([n * HOUR for n in range(21)], ITALIAN_DESK) == 16 * HOUR


@given(st.integers(1, 100), st.integers(0, 300))
def test_peers_have_at_least_half_of_the_time(target: int, handling: int) -> None:
    room = room_for_peers(target * HOUR, handling * HOUR)
    assert target * HOUR / 2 <= room <= target * HOUR


def test_it_is_at_risk_from_the_moment_on() -> None:
    asked, room = rome(2026, 11, 20, 17), room_for_peers(90 * HOUR, 9 * HOUR)
    moment = due_after(ITALIAN_DESK, asked, room)
    assert not is_at_risk(asked, moment - HOUR / 60, room, ITALIAN_DESK)
    assert is_at_risk(asked, moment, room, ITALIAN_DESK)
