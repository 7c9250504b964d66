"""What can happen to search."""

from enum import StrEnum


class SearchEvent(StrEnum):
    SYNONYMS_CHANGED = "search:synonyms_changed"
