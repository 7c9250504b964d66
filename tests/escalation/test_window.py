"""The peer window: its length, and the rule that learns it."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from inspect import signature
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.escalation.hazard import BINS
from app.escalation.window import DEFAULT, LONGEST, SHORTEST, Prices, clamp, learned_window, window_end

HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
rates = st.tuples(*[st.floats(0, 2)] * len(BINS))
shares = st.floats(0, 1)
prices = st.builds(Prices, st.floats(0.01, 100), st.floats(1, 10_000), st.floats(0, 10_000))


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


def test_the_rule_stops_where_another_hour_no_longer_pays() -> None:
    falling = (0.176, 0.1, 0.05, 0.02, 0.011, 0.009, 0.005, 0.003, 0.001)
    assert learned_window(falling) == 8 * HOUR
    assert learned_window(falling, lasting=0.9) == 4 * HOUR
    assert learned_window(falling, prices=Prices(answer=30)) == 2 * HOUR
    assert learned_window(falling, prices=Prices(queue=50)) == 16 * HOUR
    assert learned_window((0.005,) * 9) == HOUR / 2
    assert learned_window((0.5,) * 9) == 24 * HOUR


@given(rates, shares, prices)
def test_a_learned_window_is_held_to_the_same_bounds(
    given_rates: tuple[float, ...], lasting: float, price: Prices
) -> None:
    assert SHORTEST <= learned_window(given_rates, lasting, price) <= LONGEST


@given(rates, shares, st.floats(1, 1000), st.floats(1, 1000))
def test_a_dearer_staff_answer_is_waited_for_longer(
    given_rates: tuple[float, ...], lasting: float, one: float, other: float
) -> None:
    cheap, dear = sorted((one, other))
    windows = [learned_window(given_rates, lasting, Prices(answer=cost)) for cost in (cheap, dear)]
    assert windows[0] <= windows[1]


@given(rates, shares, st.floats(0.01, 10), st.floats(0.01, 10))
def test_dearer_waiting_is_handed_over_sooner(
    given_rates: tuple[float, ...], lasting: float, one: float, other: float
) -> None:
    cheap, dear = sorted((one, other))
    windows = [learned_window(given_rates, lasting, Prices(wait=cost)) for cost in (cheap, dear)]
    assert windows[1] <= windows[0]


@given(rates, rates, shares)
def test_more_hope_never_hands_over_earlier(
    given_rates: tuple[float, ...], more: tuple[float, ...], lasting: float
) -> None:
    hopeful = tuple(one + other for one, other in zip(given_rates, more, strict=True))
    assert learned_window(given_rates, lasting) <= learned_window(hopeful, lasting)


def test_who_asks_is_no_input_of_the_rule() -> None:
    assert list(signature(learned_window).parameters) == ["rates", "lasting", "prices"]
    assert {field.name for field in fields(Prices)} == {"wait", "answer", "queue"}
