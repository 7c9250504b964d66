"""How soon peers solve: bins, shrinkage, chances."""

import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.escalation.hazard import (
    BINS,
    EDGES,
    Tally,
    Wait,
    chance_within,
    drawn_rates,
    middle_95,
    raw_rates,
    shrunk_rates,
    tally,
)

waits = st.builds(Wait, st.floats(0, 500), st.booleans())
rates = st.tuples(*[st.floats(0, 2)] * len(BINS))
tallies = st.lists(waits, max_size=60).map(tally)


def test_the_bins_are_those_of_the_mechanics() -> None:
    assert EDGES == (0, 0.5, 1, 2, 4, 8, 16, 24, 48, 96)


def test_an_acceptance_falls_into_one_bin_and_its_hours_into_all_before() -> None:
    counted = tally([Wait(3, True), Wait(0.5, True), Wait(200, True), Wait(1, False)])
    assert counted.acceptances == (0, 1, 0, 1, 0, 0, 0, 0, 0)
    assert counted.hours == (2.0, 1.5, 2.0, 3.0, 4.0, 8.0, 8.0, 24.0, 48.0)
    assert (counted.questions, counted.accepted) == (4, 2)


@given(st.lists(waits, max_size=40))
def test_nothing_is_counted_twice_or_lost(given_waits: list[Wait]) -> None:
    counted = tally(given_waits)
    assert counted.accepted == sum(wait.accepted and wait.hours < 96 for wait in given_waits)
    assert math.isclose(sum(counted.hours), sum(min(wait.hours, 96) for wait in given_waits), abs_tol=1e-6)


@given(tallies, rates)
def test_a_topic_lies_between_its_own_rate_and_that_of_all(counted: Tally, whole: tuple[float, ...]) -> None:
    for own, shrunk, all_of_them, hours in zip(
        raw_rates(counted), shrunk_rates(counted, whole), whole, counted.hours, strict=True
    ):
        if hours:
            assert min(own, all_of_them) - 1e-9 <= shrunk <= max(own, all_of_them) + 1e-9
        else:
            assert shrunk >= all_of_them - 1e-9


@given(rates)
def test_without_data_a_topic_is_like_all_others(whole: tuple[float, ...]) -> None:
    assert shrunk_rates(tally([]), whole) == pytest.approx(whole)


def test_with_much_data_a_topic_is_itself() -> None:
    much = Tally((50_000,) * 9, (100_000.0,) * 9, 1)
    assert shrunk_rates(much, (0.0,) * 9) == pytest.approx((0.5,) * 9, rel=1e-3)


def test_twenty_hours_weigh_as_much_as_the_whole() -> None:
    assert shrunk_rates(Tally((2,) * 9, (20.0,) * 9, 9), (0.0,) * 9) == pytest.approx((0.05,) * 9)


@given(rates, st.floats(0, 96), st.floats(0, 96))
def test_a_chance_is_one_and_grows_with_time(given_rates: tuple[float, ...], one: float, other: float) -> None:
    sooner, later = sorted((one, other))
    assert 0 <= chance_within(given_rates, sooner) <= chance_within(given_rates, later) <= 1


def test_the_chance_of_a_steady_hazard() -> None:
    assert chance_within((0.1,) * 9, 10) == pytest.approx(1 - math.exp(-1))


def test_draws_are_around_the_shrunk_rate_and_come_again() -> None:
    counted, whole = Tally((5,) * 9, (100.0,) * 9, 50), (0.04,) * 9
    draws = drawn_rates(counted, whole, 400)
    assert draws == drawn_rates(counted, whole, 400)
    first = [draw[0] for draw in draws]
    assert sum(first) / 400 == pytest.approx(shrunk_rates(counted, whole)[0], rel=0.1)
    low, high = middle_95(first)
    assert low < shrunk_rates(counted, whole)[0] < high


def test_who_asks_is_no_input() -> None:
    assert {field.name for field in fields(Wait)} == {"hours", "accepted"}
    assert {field.name for field in fields(Tally)} == {"acceptances", "hours", "questions"}
