"""How the waits of groups compare, by rank, inside strata, with those who still wait. Pure.

**Who still waits** (or stopped waiting without an answer) is known to have waited longer than every answered wait up to
their own length; how they compare with longer ones is not known, and not guessed. For two waits i and j

    s(i, j) = 1 if i is known to be longer, −1 if j is, else 0          (E. A. Gehan, Biometrika 52, 1965)

where "i is longer" means that j was answered and t_j < t_i, or t_j = t_i while i is still open. A pair is *decided* if that is
known or both were answered after the same time. The rank score of i in its stratum is U_i = Σ_j s(i, j); when nobody waits any
more, U_i = 2·rank_i − N − 1, so that everything below is then the ordinary statistic of its name.

**Strata** (severity and skill) are compared inside themselves alone; each counts with van Elteren's weight 1/(N+1)
(Bulletin of the International Statistical Institute 37, 1960).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import erfc, sqrt

Z = 1.959964
"""The normal quantile of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Wait:
    """`length` in hours (any unit does); `over` is False for who still waits. `group` is the place in the order of its axis."""

    length: float
    over: bool
    group: int
    stratum: Hashable = None


@dataclass(frozen=True)
class Comparison:
    """The favoured group against the rest: how many in strata that hold both, Cliff's δ with its 95 % interval, and p.

    δ = P(one of the rest waits longer) − P(one of the favoured waits longer), over decided pairs: above 0 the favoured are
    served sooner, 1 is always. p is two-sided, of van Elteren's test (Mann–Whitney inside each stratum).
    """

    favoured: int
    rest: int
    delta: float
    low: float
    high: float
    p: float


@dataclass(frozen=True)
class Trend:
    """Spearman's ρ of the wait with the order of the groups, inside strata; below 0 those further up are served sooner."""

    rho: float
    p: float


def in_strata(waits: Iterable[Wait]) -> list[list[Wait]]:
    ordered = sorted(waits, key=lambda wait: repr(wait.stratum))
    return [list(members) for _name, members in groupby(ordered, key=lambda wait: repr(wait.stratum))]


def scores(of: Sequence[Wait], against: Sequence[Wait]) -> list[tuple[int, int]]:
    """For each wait of `of`: Σ s(i, j) over `against`, and how many of these pairs are decided. O(n log n)."""
    over = sorted(wait.length for wait in against if wait.over)
    still = sorted(wait.length for wait in against if not wait.over)
    found = []
    for wait in of:
        before, until = bisect_left(over, wait.length), bisect_right(over, wait.length)
        if wait.over:
            longer = len(over) - until + len(still) - bisect_left(still, wait.length)
            found.append((before - longer, until + longer))
        else:
            found.append((until, until))
    return found


def compare(waits: Iterable[Wait], favoured: int) -> Comparison | None:
    """None when no stratum holds both, or no pair is decided.

    The interval of δ = ΣwA/ΣwD (A the scores, D the decided pairs between the groups) is that of a ratio of two-sample
    U-statistics by its projection: variance Σ w²(n·var(a_i − δd_i) + m·var(a_j − δd_j)) / (ΣwD)², with a_i, d_i the scores and
    decided pairs of one person's wait (N. Cliff, Psychological Bulletin 114, 1993, for one stratum without open waits).
    """
    parts = []
    for members in in_strata(waits):
        top = [wait for wait in members if wait.group == favoured]
        rest = [wait for wait in members if wait.group != favoured]
        if top and rest:
            parts.append((1 / (len(members) + 1), members, top, rest))
    ours = [[(-score, decided) for score, decided in scores(top, rest)] for _w, _all, top, rest in parts]
    theirs = [scores(rest, top) for _w, _all, top, rest in parts]
    pairs = sum(part[0] * sum(decided for _score, decided in one) for part, one in zip(parts, ours, strict=True))
    if not pairs:
        return None
    delta = sum(part[0] * sum(score for score, _d in one) for part, one in zip(parts, ours, strict=True)) / pairs
    spread = sum(
        part[0] ** 2 * (_spread(one, delta) + _spread(other, delta))
        for part, one, other in zip(parts, ours, theirs, strict=True)
    )
    half = Z * sqrt(spread) / pairs
    return Comparison(
        favoured=sum(len(top) for _w, _all, top, _rest in parts),
        rest=sum(len(rest) for _w, _all, _top, rest in parts),
        delta=delta,
        low=max(-1.0, delta - half),
        high=min(1.0, delta + half),
        p=_van_elteren((weight, members, favoured) for weight, members, _top, _rest in parts),
    )


def _spread(found: Sequence[tuple[int, int]], delta: float) -> float:
    """n times the sample variance of a − δd; of a single one, which has none, the most it could be."""
    off = [score - delta * decided for score, decided in found]
    if len(off) == 1:
        return float(found[0][1]) ** 2
    mean = sum(off) / len(off)
    return len(off) * sum((one - mean) ** 2 for one in off) / (len(off) - 1)


def _van_elteren(parts: Iterable[tuple[float, Sequence[Wait], int]]) -> float:
    """Two-sided, by the permutation variance n·m·ΣU²/(N(N−1)) of each stratum. 1 when there is nothing to tell apart."""
    total = variance = 0.0
    for weight, members, favoured in parts:
        ranks = [score for score, _decided in scores(members, members)]
        size, top = len(members), sum(wait.group == favoured for wait in members)
        total += weight * sum(rank for rank, wait in zip(ranks, members, strict=True) if wait.group == favoured)
        variance += weight**2 * top * (size - top) * sum(rank**2 for rank in ranks) / (size * (size - 1))
    return two_sided(total, variance)


def trend(waits: Iterable[Wait]) -> Trend | None:
    """Spearman over the ordered groups: the correlation of the rank scores of waits and of groups, each stratum weighted
    1/(N+1)². The test is by the permutation variance ΣU²·ΣC²/(N−1). None when all are of one group or waited alike."""
    total = variance = of_waits = of_groups = 0.0
    for members in in_strata(waits):
        if len(members) < 2:
            continue
        weight = 1 / (len(members) + 1) ** 2
        ranks = [score for score, _decided in scores(members, members)]
        places = [Wait(wait.group, True, 0) for wait in members]
        groups = [score for score, _decided in scores(places, places)]
        squares = sum(rank**2 for rank in ranks), sum(group**2 for group in groups)
        total += weight * sum(rank * group for rank, group in zip(ranks, groups, strict=True))
        variance += weight**2 * squares[0] * squares[1] / (len(members) - 1)
        of_waits, of_groups = of_waits + weight * squares[0], of_groups + weight * squares[1]
    if not variance:
        return None
    return Trend(total / sqrt(of_waits * of_groups), two_sided(total, variance))


def two_sided(total: float, variance: float) -> float:
    """The p of a normal total with mean 0; 1 where it cannot vary."""
    return erfc(abs(total) / sqrt(2 * variance)) if variance > 0 else 1.0


def holm(p_values: Sequence[float]) -> list[float]:
    """Each p as corrected for being one of several: sorted upwards, the k-th times (number left), never falling, at most 1.

    Source: S. Holm, Scandinavian Journal of Statistics 6 (1979).
    """
    found, least = [0.0] * len(p_values), 0.0
    for place, index in enumerate(sorted(range(len(p_values)), key=lambda one: p_values[one])):
        least = max(least, min(1.0, (len(p_values) - place) * p_values[index]))
        found[index] = least
    return found
