"""The signed links of notification mails: the asker's word in one press, and no more mails. Paths only.

Each proves that whoever follows it reads the mailbox, so each dies with the address it was sent to.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from app.accounts.models import User
from app.accounts.queries import person
from app.kit.signing import signed, signed_value
from app.kit.tokens import digest

WORD, STOP = "word-on-answer", "no-more-mails"
WORD_WITHIN = timedelta(days=30)
STOP_WITHIN = timedelta(days=730)


class Word(StrEnum):
    """What the asker says of an answer."""

    SOLVED = "solved"
    DID_NOT_HELP = "did_not_help"


def _mailbox(user: User) -> str:
    return digest(user.email or "")[:16]


def word_path(user: User, answer_id: int, word: Word) -> str:
    return f"/word/{signed(WORD, [user.id, _mailbox(user), answer_id, word.value])}"


def stop_path(user: User, question_id: int | None) -> str:
    """Ends mails about one question, or all of them."""
    return f"/unsubscribe/{signed(STOP, [user.id, _mailbox(user), question_id])}"


@dataclass(frozen=True)
class SaidBy:
    user: User
    answer_id: int
    word: Word


@dataclass(frozen=True)
class StopFor:
    user: User
    question_id: int | None


def read_word(token: str) -> SaidBy | None:
    value = _read(WORD, token, WORD_WITHIN, 4)
    return SaidBy(value[0], value[1], Word(value[2])) if value else None


def read_stop(token: str) -> StopFor | None:
    value = _read(STOP, token, STOP_WITHIN, 3)
    return StopFor(value[0], value[1]) if value else None


def _read(purpose: str, token: str, within: timedelta, length: int) -> list[Any] | None:
    """The person and what else the link says; None if it is forged, too old, or the address is another by now."""
    value = signed_value(purpose, token, max_age=int(within.total_seconds()))
    if not isinstance(value, list) or len(value) != length:
        return None
    user = person(value[0])
    return [user, *value[2:]] if user is not None and _mailbox(user) == value[1] else None
