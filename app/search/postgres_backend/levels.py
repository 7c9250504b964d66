"""How strongly a word speaks for a document, kept inside a tsvector so that ts_rank reads it back.

A tsvector keeps for each word places with labels from D to A, and `ts_rank(weights, vector, 'word')` of a single word is

    Σ w_j / j²  +  w_m − w_m / m²        over 1.64493, for the labels w_1, w_2, … of its places, w_m the first of the largest

It looks at the labels alone, not at where the places are. So the places need not be where the word stands: up to three
of them, with labels chosen well, say one of 79 values between 0 and 1, and that value can be whatever we like: here the
word's saturated BM25F frequency, computed when the document is indexed.
"""

from bisect import bisect_left
from itertools import product

WEIGHTS = {"D": 0.08, "C": 0.14, "B": 0.29, "A": 0.56}
"""Chosen by trial: no strength from .1 to 1 is further than a tenth from a value that can be said."""
RANK_SCALE = 1.64493406685
"""What ts_rank divides by (π²/6); multiplied back when the rank is read."""
RANK_WEIGHTS = "{" + ",".join(str(weight) for weight in WEIGHTS.values()) + "}"
"""The weights as ts_rank takes them: D, C, B, A."""


def said_by(labels: str) -> float:
    """What ts_rank makes of a word's labels, times its scale."""
    weights = [WEIGHTS[label] for label in labels]
    most = max(weights)
    at = weights.index(most) + 1
    return sum(weight / place**2 for place, weight in enumerate(weights, 1)) + most - most / at**2


def _levels() -> tuple[list[float], list[str]]:
    best: dict[float, str] = {}
    for length in (1, 2, 3):
        for chosen in product(WEIGHTS, repeat=length):
            best.setdefault(round(said_by("".join(chosen)), 4), "".join(chosen))
    values = sorted(best)
    return values, [",".join(f"{place}{label}" for place, label in enumerate(best[value], 1)) for value in values]


VALUES, PLACES = _levels()


def level_of(strength: float) -> int:
    """Which of the values that can be said is the nearest to a strength from 0 to 1."""
    at = bisect_left(VALUES, strength)
    if at == len(VALUES) or (at and strength - VALUES[at - 1] < VALUES[at] - strength):
        at -= 1
    return at
