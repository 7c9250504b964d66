"""The median wait of a group with who still waits in it, and how the medians of two groups compare. Pure.

Kaplan–Meier (JASA 53, 1958): S(t) = Π (1 − d/n) over answered times up to t, d answers among n who still waited. Who still waits
counts as waiting for as long as they have, and no longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from app.equity.ranks import Wait, Z, in_strata

SHORTEST = 1 / 3600
"""A wait counts as a second (in hours) at least, so that a ratio exists."""
LEAST = 10
"""A stratum enters the ratio with so many in each group; with fewer its median tells nothing."""
COVERED = 0.8
"""The ratio speaks for both groups only if such a share of each is in strata that enter it."""
SURELY = 0.01
"""No median is taken to be surer than this (standard error of its logarithm), however alike the waits are."""


@dataclass(frozen=True)
class Median:
    """In hours; None where more than half still wait, and for an end of the interval that cannot be known yet."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Ratio:
    """Median of the rest over median of the favoured, with its 95 % interval: above 1 the favoured are served sooner."""

    value: float
    low: float
    high: float


def median(waits: Iterable[Wait]) -> Median:
    """The first time at which S ≤ ½; the 95 % interval are the times at which ½ is inside the interval of S, which is
    S^exp(±z·√G/|ln S|), G = Σ d/(n(n−d)) (Greenwood). Source: Brookmeyer and Crowley, Biometrics 38 (1982)."""
    ordered = sorted((max(wait.length, SHORTEST), not wait.over) for wait in waits)
    still, alive, greenwood, place = len(ordered), 1.0, 0.0, 0
    value = low = high = None
    while place < len(ordered) and high is None:
        length = ordered[place][0]
        answers = left = 0
        while place < len(ordered) and ordered[place][0] == length:
            answers += not ordered[place][1]
            left += 1
            place += 1
        if answers:
            alive *= 1 - answers / still
            greenwood += answers / (still * (still - answers)) if still > answers else 0
            reach = Z * sqrt(greenwood) / -log(alive) if 0 < alive < 1 else 0.0
            value = length if value is None and alive <= 0.5 else value
            low = length if low is None and (alive == 0 or alive ** exp(reach) <= 0.5) else low
            high = length if alive > 0 and alive ** exp(-reach) < 0.5 else None
        still -= left
    return Median(value, low, high)


def ratio_of_medians(waits: Iterable[Wait], favoured: int) -> Ratio | None:
    """The ratio of medians inside each stratum, put together by inverse variance of its logarithm.

    The standard error of a log median is the width of its log interval over 2z. None when the strata whose medians and
    intervals are known hold less than COVERED of either group (of those in strata that hold both): too many still wait.
    """
    logs, weights = [], []
    seen = known = (0, 0)
    for members in in_strata(waits):
        top = [wait for wait in members if wait.group == favoured]
        rest = [wait for wait in members if wait.group != favoured]
        if not top or not rest:
            continue
        seen = seen[0] + len(top), seen[1] + len(rest)
        ours, theirs = _log_median(top), _log_median(rest)
        if ours is None or theirs is None:
            continue
        known = known[0] + len(top), known[1] + len(rest)
        logs.append(theirs[0] - ours[0])
        weights.append(1 / (ours[1] ** 2 + theirs[1] ** 2))
    if not logs or any(part < COVERED * whole for part, whole in zip(known, seen, strict=True)):
        return None
    middle = sum(one * weight for one, weight in zip(logs, weights, strict=True)) / sum(weights)
    half = Z / sqrt(sum(weights))
    return Ratio(exp(middle), exp(middle - half), exp(middle + half))


def _log_median(waits: Sequence[Wait]) -> tuple[float, float] | None:
    """The logarithm of the median and its standard error."""
    found = median(waits) if len(waits) >= LEAST else Median(None, None, None)
    if found.value is None or found.low is None or found.high is None:
        return None
    return log(found.value), max(SURELY, log(found.high / found.low) / (2 * Z))
