"""What a policy would have done with questions of the past: who would have solved them, when, and at what cost.

A question is handed over when its window ends without a solution; staff answer a fixed time after that. Peers may still
answer meanwhile, and a peer solution that comes before staff's takes the case out of the queue. The cost of a question is
w for each hour until it is solved and c + s for each staff answer, said in hours of waiting (w = 1).

The learned policy decides each question by what the others teach: the past is dealt into five parts, and the windows of
one are learned from the other four. Shares have exact binomial intervals (Clopper–Pearson), times and costs those of a
bootstrap over the questions; all are of 95 %.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from statistics import fmean

from app.escalation.estimates import Lived, estimate
from app.escalation.hazard import middle_95
from app.escalation.window import Prices

FOLDS = 5
Interval = tuple[float, float]


@dataclass(frozen=True)
class Solved:
    """How one question ended under a policy."""

    hours: float
    by_peer: bool
    by_staff: bool


@dataclass(frozen=True)
class Figure:
    value: float
    interval: Interval


@dataclass(frozen=True)
class Played:
    """What a policy did: shares of questions, hours, and the cost of a question in hours of waiting."""

    questions: int
    by_peers: Figure
    by_staff: Figure
    median: Figure
    p90: Figure
    cost: Figure
    against_default: Figure
    """How much dearer a question is than under the default, both on the same questions."""


def play(past: Sequence[Lived], windows: Sequence[timedelta], staff_hours: float) -> list[Solved]:
    """Each question under its own window."""
    played = []
    for one, window in zip(past, windows, strict=True):
        staff_at = window.total_seconds() / 3600 + staff_hours
        solved = one.wait.accepted or one.by_themselves
        if solved and one.wait.hours <= staff_at:
            played.append(Solved(one.wait.hours, one.wait.accepted, False))
        else:
            played.append(Solved(staff_at, False, True))
    return played


def learned_windows(past: Sequence[Lived], prices: Prices) -> list[timedelta]:
    """The window of each question, learned from the four fifths of the past that it is not in."""
    windows = [timedelta(0)] * len(past)
    for fold in range(FOLDS):
        taught = estimate([one for at, one in enumerate(past) if at % FOLDS != fold], prices=prices, draws=0)
        for at in range(fold, len(past), FOLDS):
            windows[at] = taught.window_for(past[at].topics)
    return windows


def compare(
    policies: Mapping[str, Sequence[Solved]], *, prices: Prices, resamples: int, default: str = "default", seed: int = 0
) -> dict[str, Played]:
    """The figures of each policy; all are drawn from the same resampled questions, so that they can be compared."""
    size = len(policies[default])
    costs = {name: [_cost(one, prices) for one in played] for name, played in policies.items()}
    hours = {name: [one.hours for one in played] for name, played in policies.items()}
    drawn: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in policies}
    random = Random(seed)
    for _ in range(resamples):
        picked = random.choices(range(size), k=size)
        base = fmean(costs[default][at] for at in picked)
        for name in policies:
            times = sorted(hours[name][at] for at in picked)
            cost = fmean(costs[name][at] for at in picked)
            drawn[name].append((quantile(times, 0.5), quantile(times, 0.9), cost, cost - base))
    base = fmean(costs[default])
    return {
        name: Played(
            questions=size,
            by_peers=_share(sum(one.by_peer for one in played), size),
            by_staff=_share(sum(one.by_staff for one in played), size),
            median=Figure(quantile(sorted(hours[name]), 0.5), middle_95(row[0] for row in drawn[name])),
            p90=Figure(quantile(sorted(hours[name]), 0.9), middle_95(row[1] for row in drawn[name])),
            cost=Figure(fmean(costs[name]), middle_95(row[2] for row in drawn[name])),
            against_default=Figure(fmean(costs[name]) - base, middle_95(row[3] for row in drawn[name])),
        )
        for name, played in policies.items()
    }


def quantile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least that share does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def exact_interval(hits: int, size: int) -> Interval:
    """Clopper–Pearson, 95 %: the shares under which so few, or so many, would be seen at most one time in forty."""

    def at_most(share: float, count: int) -> float:
        return math.fsum(math.exp(_log_chance(k, size, share)) for k in range(count + 1))

    low = 0.0 if hits == 0 else _root(lambda share: 1 - at_most(share, hits - 1) - 0.025)
    high = 1.0 if hits == size else _root(lambda share: 0.025 - at_most(share, hits))
    return low, high


def _share(hits: int, size: int) -> Figure:
    return Figure(hits / size, exact_interval(hits, size))


def _cost(one: Solved, prices: Prices) -> float:
    return one.hours + one.by_staff * (prices.answer + prices.queue) / prices.wait


def _log_chance(hits: int, size: int, share: float) -> float:
    chosen = math.lgamma(size + 1) - math.lgamma(hits + 1) - math.lgamma(size - hits + 1)
    return chosen + hits * math.log(share) + (size - hits) * math.log1p(-share)


def _root(rising: Callable[[float], float]) -> float:
    low, high = 1e-12, 1 - 1e-12
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2
