"""Which official answers wait for a second person, and what becomes of one that waits."""

from enum import StrEnum


class Needs(StrEnum):
    """Which official answers need a second approval."""

    NONE = "none"
    SENSITIVE = "sensitive"
    ALL = "all"


class Waiting(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    DROPPED = "dropped"


MOVES = {
    Waiting.WAITING: frozenset({Waiting.APPROVED, Waiting.RETURNED, Waiting.DROPPED}),
    Waiting.APPROVED: frozenset[Waiting](),
    Waiting.RETURNED: frozenset[Waiting](),
    Waiting.DROPPED: frozenset[Waiting](),
}


class Stance(StrEnum):
    """What a new official answer is to those said before in the same matter."""

    CONSISTENT = "consistent"
    SUPERSEDES = "supersedes"
