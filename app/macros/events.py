"""What can happen to a macro."""

from enum import StrEnum


class MacroEvent(StrEnum):
    WRITTEN = "macro:written"
    CHANGED = "macro:changed"
    RETIRED = "macro:retired"
    BROUGHT_BACK = "macro:brought_back"
