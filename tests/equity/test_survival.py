"""Medians with open waits, and their ratio."""

import pytest

from app.equity.ranks import Wait
from app.equity.survival import Median, median, ratio_of_medians


def waits(*lengths: float, group: int = 0, stratum: str = "", over: bool = True) -> list[Wait]:
    return [Wait(length, over, group, stratum) for length in lengths]


def test_median_by_hand() -> None:
    """Answered 1, 3, 4, 5; open 2, 6: S is 5/6 after 1, 5/6·3/4 after 3, ·2/3 = .417 after 4."""
    found = median(waits(1, 3, 4, 5) + waits(2, 6, over=False))
    assert found.value == 4
    assert found.low is not None
    assert found.low <= 4


def test_open_waits_make_the_median_longer() -> None:
    answered = waits(*range(1, 10))
    assert median(answered).value == 5
    assert median(answered + waits(20, 20, 20, over=False)).value == 6


def test_more_than_half_open_is_no_median() -> None:
    assert median(waits(1, 2) + waits(5, 5, 5, over=False)).value is None
    assert median([]) == Median(None, None, None)


def test_interval_of_the_median() -> None:
    """Hundred waits of 1 to 100: by the binomial the 95 % interval of the median is the 40th to the 61st, give or take one."""
    found = median(waits(*range(1, 101)))
    assert found.value == 50
    assert found.low == pytest.approx(40, abs=1)
    assert found.high == pytest.approx(60, abs=1)


def test_ratio_inside_strata() -> None:
    """The rest waits twice as long in each stratum; that it has more of the slow one does not matter."""
    quick = waits(*range(1, 101), group=1, stratum="S1") + waits(*range(2, 202, 2), stratum="S1")
    slow = waits(*range(10, 400, 10), group=1, stratum="S4") + waits(*range(20, 2000, 5), stratum="S4")[:156]
    found = ratio_of_medians(quick + slow, favoured=1)
    assert found is not None
    assert found.value == pytest.approx(2, rel=0.05)
    assert found.low < 2 < found.high
    assert found.low > 1.25


def test_no_ratio_where_too_many_wait() -> None:
    known = waits(*range(1, 101), group=1) + waits(*range(1, 101))
    assert ratio_of_medians(known, 1) is not None
    hidden = waits(*range(1, 101), group=1, stratum="b") + waits(*[500] * 100, stratum="b", over=False)
    assert ratio_of_medians(known + hidden, 1) is None
    assert ratio_of_medians(waits(1, group=1) + waits(2), 1) is None
