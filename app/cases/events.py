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
    AT_RISK = "case:at_risk"
    CUSTOMER_REMINDED = "case:customer_reminded"
    DETAILS_KEPT = "case:details_kept"
    HOURS_CHANGED = "case:hours_changed"
    POLICY_CHANGED = "case:policy_changed"
    SEVERITY_CHANGED = "case:severity_changed"
    ASSIGNED = "case:assigned"
    OWNER_AWAY = "case:owner_away"
    NOBODY_CAN_TAKE = "case:nobody_can_take"
    SKILL_CHANGED = "case:skill_changed"
    DESK_CHANGED = "case:desk_changed"
    DESK_RULE_CHANGED = "case:desk_rule_changed"
    ABSENCE_CHANGED = "case:absence_changed"
