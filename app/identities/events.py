"""What can happen to what is known of a person."""

from enum import StrEnum


class IdentityEvent(StrEnum):
    LOOKED_AT = "identity:looked_at"
