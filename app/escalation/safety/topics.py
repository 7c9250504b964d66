"""What a question is about that goes to staff at once. How grave it is, is for the desk to say (`cases.impact`)."""

from enum import StrEnum


class Topic(StrEnum):
    INJURY = "injury"
    BREACH = "breach"
    MINOR = "minor"
    PAYMENT = "payment"
    ORDER = "order"
    ACCOUNT = "account"
    LEGAL = "legal"
    PERSON = "person"
    """Details of a person: not for the public, but nothing that peers could not help with."""


GRAVE = frozenset({Topic.INJURY, Topic.BREACH})
"""Safety and security: the gravest severity there is, by the harm alone. A threat of law or a number makes nothing graver."""
CALLS_STAFF = frozenset(Topic) - {Topic.PERSON}
