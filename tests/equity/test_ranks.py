"""Rank statistics against values reckoned by hand, and against the plain double loop."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.equity.ranks import Wait, compare, holm, scores, trend


def over(length: float, group: int = 0, stratum: str = "") -> Wait:
    return Wait(length, True, group, stratum)


def still(length: float, group: int = 0, stratum: str = "") -> Wait:
    return Wait(length, False, group, stratum)


def by_pairs(one: Wait, against: Sequence[Wait]) -> tuple[int, int]:
    """The definition, pair by pair."""
    score = decided = 0
    for other in against:
        longer = other.over and (other.length < one.length or (other.length == one.length and not one.over))
        shorter = one.over and (one.length < other.length or (one.length == other.length and not other.over))
        alike = one.over and other.over and one.length == other.length
        score, decided = score + longer - shorter, decided + (longer or shorter or alike)
    return score, decided


WAITS = some.lists(some.builds(Wait, some.integers(0, 6).map(float), some.booleans(), some.integers(0, 2)), max_size=25)


@settings(deadline=None)
@given(WAITS, WAITS)
def test_scores_are_the_sum_over_pairs(of: list[Wait], against: list[Wait]) -> None:
    assert scores(of, against) == [by_pairs(one, against) for one in of]


def test_who_still_waits_waited_longer_than_what_was_answered_before() -> None:
    """Open at 5: longer than 3 and than the one answered at 5; nobody knows of 8, nor of another open one."""
    assert scores([still(5)], [over(3), over(5), over(8), still(2), still(9)]) == [(2, 2)]
    assert scores([over(5)], [over(3), over(5), over(8), still(2), still(5), still(9)]) == [(1 - 1 - 2, 5)]


def test_without_open_waits_scores_are_ranks() -> None:
    waits = [over(1), over(2), over(2), over(9)]
    assert [score for score, _decided in scores(waits, waits)] == [2 * rank - 4 - 1 for rank in (1, 2.5, 2.5, 4)]


def test_comparison_by_hand() -> None:
    """Favoured 1, 3; rest 2, 4, 5. Of six pairs the rest is longer in 5, shorter in 1: δ = 4/6. Mann–Whitney: rank sum 4 where 6
    is expected, variance 2·3·6/12 = 3, z = −1.155, p = .248."""
    found = compare([over(1, 1), over(3, 1), over(2), over(4), over(5)], favoured=1)
    assert found is not None
    assert (found.favoured, found.rest) == (2, 3)
    assert found.delta == pytest.approx(4 / 6)
    assert found.p == pytest.approx(0.2482, abs=1e-4)
    # a: 3, 1 of the favoured (mean 2, variance 2); −0, 2, 2 of the rest (variance 4/3): (2·2 + 3·4/3) / 36
    assert (found.low, found.high) == (pytest.approx(4 / 6 - 1.959964 * (8 / 36) ** 0.5), 1.0)


def test_an_open_case_counts() -> None:
    """Left out, these two groups would be alike; that one of them has two who wait since 9 makes the difference."""
    answered = [over(1, 1), over(2), over(2, 1), over(1)]
    alike, open_too = compare(answered, 1), compare([*answered, still(9), still(9)], 1)
    assert alike is not None
    assert open_too is not None
    assert alike.delta == 0
    assert open_too.delta == pytest.approx(4 / 8)
    assert open_too.rest == 4


def test_pairs_of_which_nothing_is_known_do_not_dilute() -> None:
    found = compare([over(1, 1), still(2, 1), over(3), still(4)], favoured=1)
    assert found is not None
    assert found.delta == pytest.approx(1.0)  # 1 < 3 and 1 < 4 are known, the others not


def test_strata_are_compared_inside_themselves() -> None:
    """Grave cases are answered sooner and more of the favoured are grave: pooled that is a difference, in strata none."""
    grave = [over(1, 1, "S1"), over(1, 1, "S1"), over(1, 0, "S1")]
    mild = [over(9, 1, "S4"), over(9, 0, "S4"), over(9, 0, "S4")]
    found = compare(grave + mild, 1)
    assert found is not None
    assert (found.delta, found.p) == (0, 1)
    pooled = compare([over(wait.length, wait.group) for wait in grave + mild], 1)
    assert pooled is not None
    assert pooled.delta == pytest.approx(3 / 9)


def test_a_stratum_without_one_of_the_groups_says_nothing() -> None:
    assert compare([over(1, 1, "a"), over(2, 0, "b")], 1) is None
    found = compare([over(1, 1), over(2), over(7, 0, "alone")], 1)
    assert found is not None
    assert found.rest == 1


def test_trend_by_hand() -> None:
    """Waits 1 2 3 4 5, groups 0 2 1 3 4: Σd² = 2, ρ = 1 − 6·2/(5·24) = .9, z = .9·√4, p = .0719. With ties: 1 2 2 against 0 0 1."""
    found = trend([over(1, 0), over(2, 2), over(3, 1), over(4, 3), over(5, 4)])
    assert found is not None
    assert (found.rho, found.p) == (pytest.approx(0.9), pytest.approx(0.0719, abs=1e-4))
    tied = trend([over(1, 0), over(2, 0), over(2, 1)])
    assert tied is not None
    assert tied.rho == pytest.approx(0.5)


def test_no_trend_without_groups() -> None:
    assert trend([over(1), over(2)]) is None
    assert trend([]) is None


def test_holm_by_hand() -> None:
    assert holm([0.03, 0.04]) == [0.06, 0.06]
    assert holm([0.01, 0.04]) == [0.02, 0.04]
    assert holm([0.6, 0.01, 0.9]) == [1.0, 0.03, 1.0]
    assert holm([]) == []
