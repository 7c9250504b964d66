"""What may be said, and how often it would be said wrongly."""

import random
from collections import Counter
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.equity.ranks import Comparison, Trend, Wait
from app.equity.survival import Ratio
from app.equity.verdict import Because, Verdict, judge, judged
from tests.equity.worlds import TOP, served_by_rank, world

FLAT = Trend(0.0, 0.9)
EVEN = Ratio(1.0, 0.9, 1.1)


def compared(delta: float = 0.0, low: float = -0.1, high: float = 0.1, p: float = 0.9, n: int = 500) -> Comparison:
    return Comparison(n, 4 * n, delta, low, high, p)


def said(comparison: Comparison | None, order: Trend | None = FLAT, ratio: Ratio | None = EVEN) -> Verdict:
    return judged(comparison, order, ratio).verdict


def test_fair_needs_both_intervals_inside() -> None:
    assert said(compared()) is Verdict.FAIR
    assert said(compared(low=-0.15)) is Verdict.INSUFFICIENT
    assert said(compared(high=0.16)) is Verdict.INSUFFICIENT
    assert said(compared(), ratio=Ratio(1.0, 0.79, 1.2)) is Verdict.INSUFFICIENT
    assert said(compared(), ratio=Ratio(1.0, 0.81, 1.26)) is Verdict.INSUFFICIENT
    assert said(compared(), ratio=None) is Verdict.INSUFFICIENT


def test_a_small_difference_however_certain_is_not_unfair() -> None:
    assert said(compared(0.1, 0.06, 0.14, p=1e-6)) is Verdict.FAIR
    assert said(compared(0.149, 0.1, 0.19, p=1e-6)) is Verdict.INSUFFICIENT


def test_unfair_needs_a_difference_and_a_test() -> None:
    assert said(compared(0.15, 0.1, 0.2, p=0.02)) is Verdict.UNFAIR
    assert said(compared(-0.2, -0.3, -0.1, p=0.02)) is Verdict.UNFAIR
    assert said(compared(0.2, -0.01, 0.41, p=0.06)) is Verdict.INSUFFICIENT


def test_two_tests_are_corrected_for_being_two() -> None:
    """Either alone would be below .05; together they are not."""
    both = judged(compared(0.2, 0.01, 0.39, p=0.03), Trend(-0.1, 0.04), EVEN)
    assert (both.p_top, both.p_trend) == (0.06, 0.06)
    assert both.verdict is Verdict.INSUFFICIENT


def test_under_two_hundred_nothing_is_said() -> None:
    for few in (Comparison(199, 5000, 0.0, -0.1, 0.1, 0.9), Comparison(5000, 199, 0.9, 0.8, 1.0, 1e-9)):
        found = judged(few, FLAT, EVEN)
        assert (found.verdict, found.because) == (Verdict.INSUFFICIENT, Because.TOO_FEW)
    assert said(Comparison(200, 200, 0.0, -0.1, 0.1, 0.9)) is Verdict.FAIR


def test_one_group_alone_is_not_called_fair() -> None:
    found = judge(world(1, 500, groups=1), 0)
    assert (found.verdict, found.because) == (Verdict.INSUFFICIENT, Because.ALONE)


def test_an_order_among_all_groups_is_no_fairness() -> None:
    """Newcomers alone wait: the regulars against all others hardly show it, the order does."""
    found = judged(compared(), Trend(-0.3, 1e-6), EVEN)
    assert (found.verdict, found.because) == (Verdict.INSUFFICIENT, Because.ORDER)


def test_a_world_served_in_order_of_standing_is_unfair() -> None:
    found = judge(served_by_rank(2500), TOP)
    assert found.verdict is Verdict.UNFAIR
    assert found.comparison is not None
    assert found.comparison.delta == 1


def test_standing_that_hastens_a_third_is_found() -> None:
    assert judge(world(1, 5000, favour=0.5), TOP).verdict is Verdict.UNFAIR


def test_a_fair_world_is_hardly_ever_called_unfair() -> None:
    """Two hundred worlds of 5,000: unfair in at most one of twenty; and fairness is shown in most, or the report were no use."""
    found = Counter(judge(world(seed, 5000), TOP).verdict for seed in range(200))
    assert found[Verdict.UNFAIR] <= 10
    assert found[Verdict.FAIR] >= 150


def test_a_world_at_the_edge_is_hardly_ever_called_fair() -> None:
    """The rest waits 1.25 times as long, just what is not alike any more: said to be fair in at most one of twenty."""
    found = Counter(judge(world(seed, 1200, favour=log(1.25), groups=2), 1).verdict for seed in range(200))
    assert found[Verdict.FAIR] <= 10


def test_favoured_cases_that_others_wait_behind_are_found_although_open() -> None:
    """The same world, but nobody else was ever answered: dropped, only the favoured would be left to be compared."""
    waits = [
        wait if wait.group == TOP else Wait(wait.length, False, wait.group, wait.stratum) for wait in world(3, 5000)
    ]
    assert judge(waits, TOP).verdict is Verdict.UNFAIR


SMALL = some.lists(
    some.builds(
        Wait,
        some.sampled_from([1.0, 2.0, 5.0]),
        some.booleans(),
        some.integers(0, 2),
        some.sampled_from(["S1", "S4"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=30)
@given(SMALL, some.integers(0, 10**6))
def test_who_stands_where_among_equals_changes_nothing(few: list[Wait], seed: int) -> None:
    """Permuting people inside groups of equal waits: the report sees no person, so the order of rows cannot matter."""
    waits = few * 120
    mixed = random.Random(seed).sample(waits, len(waits))
    one, other = judge(waits, 2), judge(mixed, 2)
    assert (one.verdict, one.because) == (other.verdict, other.because)
    assert (one.p_top, one.p_trend) == pytest.approx((other.p_top, other.p_trend))


@settings(deadline=None, max_examples=30)
@given(some.integers(0, 10**6), some.sampled_from([60.0, 3600.0]))
def test_the_unit_of_time_changes_no_rank(seed: int, factor: float) -> None:
    waits = world(seed, 300, groups=2)
    slower = [Wait(wait.length * factor, wait.over, wait.group, wait.stratum) for wait in waits]
    one, other = judge(waits, 1), judge(slower, 1)
    assert one.comparison == other.comparison
    assert one.trend == other.trend
