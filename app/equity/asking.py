"""One time that somebody asked: what was known of them at that moment, and how long they waited. Plain values, no names."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Channel(StrEnum):
    """How it was asked; from what nobody sees to what everybody sees."""

    GUEST = "guest"
    PRIVATE = "private"
    PUBLIC = "public"


class Measure(StrEnum):
    """What is waited for."""

    STAFF_RESPONSE = "staff_response"
    FIRST_ANSWER = "first_answer"


@dataclass(frozen=True, slots=True)
class Asking:
    """`wait` until the first word, or, if not `over`, for as long as it is known to last. `stratum` says with whom it is compared:
    severity and skill of a case, category of a question. `standing` stands in for reputation: accepted answers plus votes received
    before asking."""

    wait: timedelta
    over: bool
    stratum: str
    age: timedelta
    posts: int
    standing: int
    language: str
    channel: Channel
