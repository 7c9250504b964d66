"""The share of those who were satisfied, with its interval. Pure."""

from dataclasses import dataclass
from math import sqrt

LEAST = 10
"""Below so many answers nothing is said: it would be about single people."""
_Z = 1.96


@dataclass(frozen=True)
class Share:
    """Per cent, with the 95 % interval, of `n` answers."""

    share: int
    low: int
    high: int
    n: int


def share_of(satisfied: int, n: int) -> Share | None:
    """Wilson's interval of satisfied/n at 95 %: centre (p + z²/2n)/(1 + z²/n), half-width
    z·√(p(1−p)/n + z²/4n²)/(1 + z²/n), in whole per cent. None below LEAST answers.

    Source: E. B. Wilson, JASA 22 (1927). Raises ValueError unless 0 ≤ satisfied ≤ n.
    """
    if not 0 <= satisfied <= n:
        raise ValueError(f"{satisfied} of {n}")
    if n < LEAST:
        return None
    p, square = satisfied / n, _Z * _Z
    middle = (p + square / (2 * n)) / (1 + square / n)
    half = _Z * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
    return Share(round(100 * p), round(100 * (middle - half)), round(100 * (middle + half)), n)
