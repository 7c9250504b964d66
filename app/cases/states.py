"""A case's life."""

from enum import StrEnum


class CaseState(StrEnum):
    QUEUED = "queued"
    ASSIGNED = "assigned"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_INTERNAL = "waiting_internal"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    LAPSED = "lapsed"


_HELD = frozenset(
    {
        CaseState.QUEUED,
        CaseState.WAITING_CUSTOMER,
        CaseState.WAITING_INTERNAL,
        CaseState.ANSWERED,
        CaseState.RESOLVED,
    }
)
CASE_MOVES = {
    CaseState.QUEUED: frozenset({CaseState.ASSIGNED, CaseState.RESOLVED}),
    CaseState.ASSIGNED: _HELD,
    CaseState.WAITING_CUSTOMER: frozenset(
        {CaseState.QUEUED, CaseState.ASSIGNED, CaseState.ANSWERED, CaseState.LAPSED, CaseState.RESOLVED}
    ),
    CaseState.WAITING_INTERNAL: frozenset(
        {CaseState.QUEUED, CaseState.ASSIGNED, CaseState.WAITING_CUSTOMER, CaseState.ANSWERED, CaseState.RESOLVED}
    ),
    CaseState.ANSWERED: frozenset(
        {CaseState.QUEUED, CaseState.ASSIGNED, CaseState.WAITING_CUSTOMER, CaseState.RESOLVED, CaseState.LAPSED}
    ),
    CaseState.RESOLVED: frozenset({CaseState.ASSIGNED, CaseState.QUEUED, CaseState.ANSWERED}),
    CaseState.LAPSED: frozenset({CaseState.ASSIGNED, CaseState.QUEUED, CaseState.ANSWERED}),
}

DONE = frozenset({CaseState.RESOLVED, CaseState.LAPSED})


class Outcome(StrEnum):
    """What the public sees of a closed case that came from a public question."""

    OFFICIAL_ANSWER = "official_answer"
    PUBLIC_NOTE = "public_note"
    SETTLED_PRIVATELY = "settled_privately"
    SOLVED_BY_PEER = "solved_by_peer"
    QUESTION_ENDED = "question_ended"
    CUSTOMER_SILENT = "customer_silent"
    KNOWN_ISSUE = "known_issue"
    BACK_TO_COMMUNITY = "back_to_community"
    MERGED = "merged"
