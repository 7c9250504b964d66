"""What can happen to labels."""

from enum import StrEnum


class LabelEvent(StrEnum):
    VERIFIED = "label:verified"
    MADE_OFFICIAL = "label:made_official"
    MARKED_UNOFFICIAL = "label:marked_unofficial"
    DISPUTED = "label:disputed"
    CORRECTED = "label:corrected"
    LIFTED = "label:lifted"
    EXPIRED = "label:expired"
    EDITED_AWAY = "label:edited_away"
