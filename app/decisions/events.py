"""What can happen in moderation."""

from enum import StrEnum


class DecisionEvent(StrEnum):
    REPORTED = "report:made"
    DECIDED = "decision:made"
    RULE_CHANGED = "rule:changed"
