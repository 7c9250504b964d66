"""Fair, unfair, or not enough to say. Pure.

`fair` is only said when it is shown: both intervals lie inside what counts as no difference. That no difference was found is
no verdict of `fair`.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.equity.ranks import Comparison, Trend, Wait, compare, holm, trend
from app.equity.survival import Ratio, ratio_of_medians

ENOUGH = 200
"""Under so many in either of the two groups that are compared, nothing is said."""
SIGNIFICANT = 0.05
NO_DIFFERENCE = 0.15
RATIO_LOW, RATIO_HIGH = 0.8, 1.25


class Verdict(StrEnum):
    FAIR = "fair"
    UNFAIR = "unfair"
    INSUFFICIENT = "insufficient"


class Because(StrEnum):
    """Why the verdict is what it is."""

    ALIKE = "alike"
    DIFFERENT = "different"
    ALONE = "alone"
    TOO_FEW = "too_few"
    STILL_OPEN = "still_open"
    TOO_WIDE = "too_wide"
    ORDER = "order"


@dataclass(frozen=True)
class Judged:
    """Both tests (p already corrected by Holm), both effects, and what follows."""

    verdict: Verdict
    because: Because
    comparison: Comparison | None
    trend: Trend | None
    ratio: Ratio | None
    p_trend: float
    p_top: float


def judge(waits: list[Wait], favoured: int) -> Judged:
    return judged(compare(waits, favoured), trend(waits), ratio_of_medians(waits, favoured))


def judged(comparison: Comparison | None, order: Trend | None, ratio: Ratio | None) -> Judged:
    """`unfair` if either p, after Holm over the two, is below .05 and |δ| ≥ .15. `fair` if the 95 % interval of δ lies inside
    ±.15 and that of the ratio of medians inside .8–1.25, unless a trend of that size over all groups is shown, which two groups
    alone would hide. Else `insufficient`."""
    p_trend, p_top = holm([order.p if order else 1.0, comparison.p if comparison else 1.0])

    def saying(verdict: Verdict, because: Because) -> Judged:
        return Judged(verdict, because, comparison, order, ratio, p_trend, p_top)

    if comparison is None:
        return saying(Verdict.INSUFFICIENT, Because.ALONE)
    if min(comparison.favoured, comparison.rest) < ENOUGH:
        return saying(Verdict.INSUFFICIENT, Because.TOO_FEW)
    if min(p_trend, p_top) < SIGNIFICANT and abs(comparison.delta) >= NO_DIFFERENCE:
        return saying(Verdict.UNFAIR, Because.DIFFERENT)
    if ratio is None:
        return saying(Verdict.INSUFFICIENT, Because.STILL_OPEN)
    if order is not None and p_trend < SIGNIFICANT and abs(order.rho) >= NO_DIFFERENCE:
        return saying(Verdict.INSUFFICIENT, Because.ORDER)
    alike = comparison.low > -NO_DIFFERENCE and comparison.high < NO_DIFFERENCE
    if alike and ratio.low > RATIO_LOW and ratio.high < RATIO_HIGH:
        return saying(Verdict.FAIR, Because.ALIKE)
    return saying(Verdict.INSUFFICIENT, Because.TOO_WIDE)
