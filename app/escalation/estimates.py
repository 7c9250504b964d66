"""What the past of a category says about its questions: the window of each topic, and the chance that peers solve it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.escalation.hazard import (
    Rates,
    Tally,
    Wait,
    chance_within,
    drawn_rates,
    middle_95,
    raw_rates,
    shrunk_rates,
    tally,
)
from app.escalation.window import Prices, learned_window

DRAWS = 400


@dataclass(frozen=True)
class Lived:
    """How one question's wait for a peer went, and its topics. `by_themselves`: the asker's own answer ended it."""

    topics: frozenset[int]
    wait: Wait
    by_themselves: bool = False


@dataclass(frozen=True)
class Estimate:
    """A window with its 95 % interval, the chance that peers solve it within a day, and what it was counted from."""

    window: timedelta
    least: timedelta
    most: timedelta
    chance_in_a_day: float
    questions: int
    accepted: int
    rates: Rates


@dataclass(frozen=True)
class Estimates:
    whole: Estimate
    topics: Mapping[int, Estimate]

    def window_for(self, topics: Collection[int]) -> timedelta:
        """The mean of its topics' windows; that of the whole when none of them is known."""
        known = [self.topics[topic].window for topic in topics if topic in self.topics]
        return sum(known, timedelta(0)) / len(known) if known else self.whole.window


def estimate(
    past: Sequence[Lived], *, lasting: float = 1.0, prices: Prices | None = None, draws: int = DRAWS
) -> Estimates:
    """The whole from its own counts alone; each topic drawn towards the whole. No draws, no intervals."""
    prices = prices or Prices()
    counted = tally(one.wait for one in past)
    whole = raw_rates(counted)
    waits: dict[int, list[Wait]] = {}
    for one in past:
        for topic in one.topics:
            waits.setdefault(topic, []).append(one.wait)

    def said(counts: Tally, rates: Rates) -> Estimate:
        window = learned_window(rates, lasting, prices)
        drawn = [learned_window(one, lasting, prices) for one in drawn_rates(counts, whole, draws)]
        least, most = _interval(drawn) if drawn else (window, window)
        chance = chance_within(rates, 24)
        return Estimate(window, least, most, chance, counts.questions, counts.accepted, rates)

    topics = {topic: tally(ones) for topic, ones in sorted(waits.items())}
    return Estimates(said(counted, whole), {t: said(one, shrunk_rates(one, whole)) for t, one in topics.items()})


def _interval(windows: Iterable[timedelta]) -> tuple[timedelta, timedelta]:
    low, high = middle_95(window.total_seconds() for window in windows)
    return timedelta(seconds=low), timedelta(seconds=high)
