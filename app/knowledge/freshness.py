"""How fresh an article still is: a number that falls with age, with newer versions, and with newer contradicting answers.

    F = 2^(-age / half-life) · ½ if a newer product version came out · ½ for each newer conflicting confirmed answer

Ages and half-lives are in days; F is between 0 and 1, and 1 on the day of a check. The half-lives are the times after
which half of what was true of such a subject can be expected to have changed: a price list within weeks, a router's
housing within years. They are estimates of editors, not measurements.
"""

import math
from enum import IntEnum

NEEDS_CHECK_BELOW = 0.5
EXPIRED_BELOW = 0.25


class HalfLife(IntEnum):
    """Days after which half of what an article says of such a subject may have changed."""

    PRICE = 30
    FIRMWARE = 90
    NETWORK = 180
    HARDWARE = 730


def freshness(age_days: float, half_life_days: float, *, newer_version: bool = False, conflicts: int = 0) -> float:
    """F as above. Errors: ValueError for a half-life that is not positive, or a negative number of conflicts.

    An age below zero (a check in the future, clocks apart) counts as zero.
    """
    if half_life_days <= 0 or conflicts < 0:
        raise ValueError("a half-life is above zero, and conflicts are counted from zero")
    fresh = math.exp2(-max(0.0, age_days) / half_life_days)
    return fresh * (0.5 if newer_version else 1.0) * 0.5**conflicts


def needs_check(value: float) -> bool:
    return value < NEEDS_CHECK_BELOW


def is_expired(value: float) -> bool:
    """True when it is no longer shown as an answer."""
    return value < EXPIRED_BELOW
