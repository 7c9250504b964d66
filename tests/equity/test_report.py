"""Put together: cells, what is hidden, and the verdict of a whole world."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.equity.asking import Asking, Channel, Measure
from app.equity.axes import Axis
from app.equity.report import LEAST, AxisReport, MeasureReport, hidden_of, measured
from app.equity.verdict import Verdict

HOUR = timedelta(hours=1)


def asking(hours: float = 1, *, over: bool = True, standing: int = 0, language: str = "en") -> Asking:
    return Asking(hours * HOUR, over, "S4/", 100 * 24 * HOUR, 9, standing, language, Channel.PUBLIC)


def axis(report: MeasureReport, which: Axis) -> AxisReport:
    return next(one for one in report.axes if one.axis is which)


def test_a_world_served_by_standing_is_unfair_and_another_is_not() -> None:
    chance = random.Random(7)
    hours = sorted(chance.lognormvariate(1, 1) for _number in range(8000))
    served = measured(Measure.STAFF_RESPONSE, [asking(one, standing=8000 - place) for place, one in enumerate(hours)])
    assert axis(served, Axis.STANDING).judged.verdict is Verdict.UNFAIR
    chance.shuffle(hours)
    fair = measured(Measure.STAFF_RESPONSE, [asking(one, standing=8000 - place) for place, one in enumerate(hours)])
    assert axis(fair, Axis.STANDING).judged.verdict is Verdict.FAIR


def test_cells_say_how_many_still_wait() -> None:
    askings = [asking(one, over=one < 30, language=language) for one in range(40) for language in ("en", "it")]
    (english, italian) = axis(measured(Measure.FIRST_ANSWER, askings), Axis.LANGUAGE).cells
    assert (english.n, english.still) == (italian.n, italian.still) == (40, 10)
    assert english.median is not None
    assert english.median.value == 19


def test_small_cells_are_hidden_with_all_that_tells_them() -> None:
    askings = [asking(language=language) for language, n in (("de", 9), ("it", 40), ("en", 300)) for _one in range(n)]
    found = axis(measured(Measure.FIRST_ANSWER, askings), Axis.LANGUAGE)
    assert [(cell.name, cell.n) for cell in found.cells] == [("de", None), ("it", None), ("en", 300)]
    assert all(cell.median is None for cell in found.cells[:2])


def test_a_side_under_ten_is_not_compared_on_the_page() -> None:
    askings = [asking(language="de")] * 9 + [asking(language="en")] * 300
    judged = axis(measured(Measure.FIRST_ANSWER, askings), Axis.LANGUAGE).judged
    assert (judged.comparison, judged.ratio, judged.trend) == (None, None, None)
    assert judged.verdict is Verdict.INSUFFICIENT


@pytest.mark.parametrize(("sizes", "hidden"), [([50, 60], set()), ([9, 50, 60], {0, 1}), ([3, 4, 50], {0, 1, 2}), ([6, 7, 50], {0, 1}), ([9], {0}), ([], set())])  # fmt: skip
def test_which_are_hidden(sizes: list[int], hidden: set[int]) -> None:
    assert hidden_of(sizes) == hidden


@given(some.lists(some.integers(1, 40), max_size=12))
def test_no_small_cell_can_be_reckoned_from_the_others(sizes: list[int]) -> None:
    hidden = hidden_of(sizes)
    assert {place for place, size in enumerate(sizes) if size < LEAST} <= hidden
    assert not hidden or len(sizes) == 1 or len(hidden) > 1


def test_a_hidden_group_is_not_told_by_the_comparison() -> None:
    """Guests 5, private 200, public 50: were public hidden beside guests, "public (50) with the rest (205)" would tell."""
    channels = [(Channel.GUEST, 5), (Channel.PRIVATE, 200), (Channel.PUBLIC, 50)]
    askings = [replace(asking(place), channel=channel) for channel, n in channels for place in range(n)]
    found = axis(measured(Measure.STAFF_RESPONSE, askings), Axis.CHANNEL)
    assert [cell.n for cell in found.cells] == [None, None, 50]
    assert found.judged.comparison is not None
    assert (found.judged.comparison.favoured, found.judged.comparison.rest) == (50, 205)


def test_few_in_all_are_not_even_counted() -> None:
    assert measured(Measure.FIRST_ANSWER, []).n == 0
    assert measured(Measure.FIRST_ANSWER, [asking()] * 9) == MeasureReport(Measure.FIRST_ANSWER, None, ())
    assert measured(Measure.FIRST_ANSWER, [asking()] * 10).n == 10
