"""A question's life, its level, and whose turn it is."""

from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    SOLVED = "solved"
    LAPSED = "lapsed"


MOVES = {
    State.OPEN: frozenset({State.ANSWERED, State.SOLVED, State.LAPSED}),
    State.ANSWERED: frozenset({State.SOLVED, State.LAPSED, State.OPEN}),
    State.SOLVED: frozenset({State.OPEN, State.ANSWERED}),
    State.LAPSED: frozenset({State.OPEN, State.SOLVED}),
}


class Level(StrEnum):
    COMMUNITY = "community"
    STAFF = "staff"


class Owner(StrEnum):
    """Whose turn it is."""

    COMMUNITY = "community"
    ASKER = "asker"
    STAFF = "staff"


class Ended(StrEnum):
    """How a question ended without an answer to it."""

    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


class Trigger(StrEnum):
    """Why a question went from the community to staff."""

    SAFETY_OR_ACCOUNT = "safety_or_account"
    NO_PEER_EXPECTED = "no_peer_expected"
    PEER_WINDOW_OVER = "peer_window_over"
    ASKER_REQUEST = "asker_request"
    NOT_HELPING = "not_helping"
    PROMISE_AT_RISK = "promise_at_risk"
    EXPERT_REQUEST = "expert_request"
    KNOWN_ISSUE = "known_issue"
