"""What can happen to cases. No private text is ever in an event."""

from enum import StrEnum


class CaseEvent(StrEnum):
    OPENED = "case:opened"
    TAKEN = "case:taken"
    HANDED_BACK = "case:handed_back"
    REPLIED = "case:replied"
    CUSTOMER_REPLIED = "case:customer_replied"
    NOTED = "case:noted"
    ANSWERED_PUBLICLY = "case:answered_publicly"
    CLOSED = "case:closed"
    REOPENED = "case:reopened"
    LATE = "case:late"
    HOURS_CHANGED = "case:hours_changed"
