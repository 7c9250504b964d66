"""A known issue's life, how it ended, how a question came to it, and how new posts are taken while it is an incident."""

from enum import StrEnum

from app.kit.texts import N_


class IssueState(StrEnum):
    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    FIX_COMING = "fix_coming"
    RESOLVED = "resolved"


ISSUE_MOVES = {
    IssueState.INVESTIGATING: frozenset({IssueState.IDENTIFIED, IssueState.FIX_COMING, IssueState.RESOLVED}),
    IssueState.IDENTIFIED: frozenset({IssueState.INVESTIGATING, IssueState.FIX_COMING, IssueState.RESOLVED}),
    IssueState.FIX_COMING: frozenset({IssueState.INVESTIGATING, IssueState.IDENTIFIED, IssueState.RESOLVED}),
    IssueState.RESOLVED: frozenset({IssueState.INVESTIGATING}),
}
"""`resolved` → `investigating` is reopening."""

STATE_NAMES = {
    IssueState.INVESTIGATING: N_("We are looking into it"),
    IssueState.IDENTIFIED: N_("The cause is known"),
    IssueState.FIX_COMING: N_("A fix is on its way"),
    IssueState.RESOLVED: N_("Resolved"),
}


class IssueOutcome(StrEnum):
    FIXED = "fixed"
    WORKAROUND = "workaround"
    NO_FAULT = "no_fault"
    NOT_FIXED = "not_fixed"


OUTCOME_NAMES = {
    IssueOutcome.FIXED: N_("Fixed"),
    IssueOutcome.WORKAROUND: N_("There is a lasting way around it"),
    IssueOutcome.NO_FAULT: N_("It turned out to be no fault"),
    IssueOutcome.NOT_FIXED: N_("It will not be fixed"),
}


class Attached(StrEnum):
    """How a question came to the issue."""

    MATCHED = "matched"
    ASKER = "asker"
    STAFF = "staff"


class Mode(StrEnum):
    """How new posts about the product are taken while the incident lasts."""

    NORMAL = "normal"
    SLOW = "slow"
    HOLD = "hold"


MODE_NAMES = {
    Mode.NORMAL: N_("As always"),
    Mode.SLOW: N_("Slow: one a person every so many minutes"),
    Mode.HOLD: N_("Held: staff look at each first"),
}


class HeldState(StrEnum):
    """A post that waits for staff because of an incident."""

    WAITING = "waiting"
    RELEASED = "released"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"


HELD_MOVES = {
    HeldState.WAITING: frozenset({HeldState.RELEASED, HeldState.RETURNED, HeldState.TAKEN_BACK}),
    HeldState.RELEASED: frozenset[HeldState](),
    HeldState.RETURNED: frozenset[HeldState](),
    HeldState.TAKEN_BACK: frozenset[HeldState](),
}


class Said(StrEnum):
    """What a change of an issue was."""

    OPENED = "opened"
    CHANGED = "changed"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    LATE = "late"
