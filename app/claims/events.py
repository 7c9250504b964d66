"""What can happen to claims."""

from enum import StrEnum


class ClaimEvent(StrEnum):
    FLAGGED = "claim:flagged"
    CONFIRMED = "claim:confirmed"
    CLEARED = "claim:cleared"
    DISPUTED = "claim:disputed"
    CORRECTED = "claim:corrected"
