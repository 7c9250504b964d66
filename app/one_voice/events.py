"""What can happen to an answer on its way to being official."""

from enum import StrEnum


class OneVoiceEvent(StrEnum):
    WAITS = "official:waits"
    RETURNED = "official:returned"
    DROPPED = "official:dropped"
    LATE = "official:late"
    SUPERSEDED = "official:superseded"
    RULE_CHANGED = "official:rule_changed"
