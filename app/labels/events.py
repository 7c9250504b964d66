"""What can happen to labels."""

from enum import StrEnum


class LabelEvent(StrEnum):
    VERIFIED = "label:verified"
    ARTICLE_REVIEWED = "label:article_reviewed"
    MADE_OFFICIAL = "label:made_official"
    MARKED_UNOFFICIAL = "label:marked_unofficial"
    DOUBTED = "label:doubted"
    DISPUTED = "label:disputed"
    CORRECTED = "label:corrected"
    LIFTED = "label:lifted"
    EXPIRED = "label:expired"
    EDITED_AWAY = "label:edited_away"
