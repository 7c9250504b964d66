"""What can happen to the question how one was helped. The mark itself is in no event."""

from enum import StrEnum


class SatisfactionEvent(StrEnum):
    ASKED = "satisfaction:asked"
    SAID = "satisfaction:said"
