"""How soon the community solves questions: the hourly chance of the finally accepted peer answer, by the time waited.

A question is under observation from when it was asked until an answer by another member that was accepted in the end
was posted, or until it was no longer waiting for one (it was settled otherwise, or the record ends). In each bin of
waiting time the hazard is h = acceptances / question-hours. A topic's own hazard is drawn towards that of all
questions by 20 hours' worth of them, (d + 20·h_all) / (n + 20), so that a topic with little data behaves like the rest.

What is counted is time and outcome. Who asked is not here, so it cannot matter.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

EDGES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 24.0, 48.0, 96.0)
"""Hours. Nine bins, each from one edge to the next; what happens after the last is not counted."""
BINS = tuple(zip(EDGES, EDGES[1:], strict=False))
SHRINKAGE_HOURS = 20.0

Rates = tuple[float, ...]


@dataclass(frozen=True)
class Wait:
    """`hours` under observation, and whether an accepted peer answer ended it."""

    hours: float
    accepted: bool


@dataclass(frozen=True)
class Tally:
    """Acceptances and question-hours in each bin, and how many questions they are from."""

    acceptances: tuple[int, ...]
    hours: tuple[float, ...]
    questions: int

    @property
    def accepted(self) -> int:
        return sum(self.acceptances)


def tally(waits: Iterable[Wait]) -> Tally:
    """An acceptance counts in the bin in which it fell; hours in every bin up to there."""
    acceptances, hours, questions = [0] * len(BINS), [0.0] * len(BINS), 0
    for wait in waits:
        questions += 1
        for number, (start, end) in enumerate(BINS):
            if wait.hours < start:
                break
            hours[number] += min(wait.hours, end) - start
            acceptances[number] += wait.accepted and wait.hours < end
    return Tally(tuple(acceptances), tuple(hours), questions)


def raw_rates(counted: Tally) -> Rates:
    """d / n of each bin; 0 where nobody was observed."""
    return tuple(d / n if n > 0 else 0.0 for d, n in zip(counted.acceptances, counted.hours, strict=True))


def shrunk_rates(counted: Tally, whole: Rates) -> Rates:
    """(d + 20·h_all) / (n + 20) of each bin."""
    parts = zip(counted.acceptances, counted.hours, whole, strict=True)
    return tuple((d + SHRINKAGE_HOURS * h) / (n + SHRINKAGE_HOURS) for d, n, h in parts)


def drawn_rates(counted: Tally, whole: Rates, times: int, seed: int = 0) -> Sequence[Rates]:
    """Hazards as they may be, given what was counted: draws from Gamma(d + 20·h_all, n + 20), whose mean is the
    shrunk rate. The same seed draws the same."""
    random = Random(seed)
    cells = list(zip(counted.acceptances, counted.hours, whole, strict=True))
    return [
        tuple(
            random.gammavariate(shape, 1 / (n + SHRINKAGE_HOURS)) if (shape := d + SHRINKAGE_HOURS * h) > 0 else 0.0
            for d, n, h in cells
        )
        for _ in range(times)
    ]


def chance_within(rates: Rates, hours: float) -> float:
    """1 − exp(−Σ h·Δt): the chance that the accepted peer answer comes within so many hours."""
    risk = sum(h * max(0.0, min(end, hours) - start) for h, (start, end) in zip(rates, BINS, strict=True))
    return 1 - math.exp(-risk)


def middle_95(values: Iterable[float]) -> tuple[float, float]:
    """From the 2.5th to the 97.5th percentile of some draws (nearest rank)."""
    ordered = sorted(values)
    cut = int(len(ordered) * 0.025)
    return ordered[cut], ordered[len(ordered) - 1 - cut]
