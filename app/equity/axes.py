"""By what the waits are compared: ordered groups, and the one that somebody might favour. Decided before any wait is looked at. Pure."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from app.equity.asking import Asking, Channel

KNOWN_AFTER = timedelta(days=30)
KNOWN_WITH = 5
DECILES = 10


class Axis(StrEnum):
    STANDING = "standing"
    NEWCOMER = "newcomer"
    LANGUAGE = "language"
    CHANNEL = "channel"


class Regular(StrEnum):
    """A newcomer has neither an account of thirty days nor five posts, a regular has both, at the time of asking."""

    NEWCOMER = "newcomer"
    BETWEEN = "between"
    REGULAR = "regular"


@dataclass(frozen=True)
class Grouping:
    """`names` of the groups that are there, from the least favoured to the one that might be; `of` is the place of each asking."""

    axis: Axis
    names: tuple[str, ...]
    of: tuple[int, ...]

    @property
    def favoured(self) -> int:
        return len(self.names) - 1


def groupings(askings: Sequence[Asking]) -> list[Grouping]:
    return [Grouping(axis, *_ordered(group(askings))) for axis, group in _GROUPS.items()]


def _ordered(keys: Sequence[tuple[int, str]]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    order = sorted(set(keys))
    place = {key: number for number, key in enumerate(order)}
    return tuple(name for _rank, name in order), tuple(place[key] for key in keys)


def _by_standing(askings: Sequence[Asking]) -> list[tuple[int, str]]:
    """The decile among the askings of the window. Equal numbers share the middle of their places, so that they share a decile:
    where most have none, most are in one decile in the middle, and there are fewer than ten groups."""
    ordered = sorted(one.standing for one in askings)

    def decile(standing: int) -> int:
        below, upto = bisect_left(ordered, standing), bisect_right(ordered, standing)
        return 1 + DECILES * (below + upto - 1) // (2 * len(ordered))

    return [(decile(one.standing), str(decile(one.standing))) for one in askings]


def _by_acquaintance(askings: Sequence[Asking]) -> list[tuple[int, str]]:
    ranks = list(Regular)
    found = [(one.age >= KNOWN_AFTER) + (one.posts >= KNOWN_WITH) for one in askings]
    return [(rank, ranks[rank].value) for rank in found]


def _by_language(askings: Sequence[Asking]) -> list[tuple[int, str]]:
    """From the one least asked in to the one most asked in: that one would be favoured."""
    number = Counter(one.language for one in askings)
    return [(number[one.language], one.language) for one in askings]


def _by_channel(askings: Sequence[Asking]) -> list[tuple[int, str]]:
    """What everybody sees would be favoured."""
    ranks = list(Channel)
    return [(ranks.index(one.channel), one.channel.value) for one in askings]


_GROUPS: dict[Axis, Callable[[Sequence[Asking]], list[tuple[int, str]]]] = {
    Axis.STANDING: _by_standing,
    Axis.NEWCOMER: _by_acquaintance,
    Axis.LANGUAGE: _by_language,
    Axis.CHANNEL: _by_channel,
}
