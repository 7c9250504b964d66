"""Which passwords are taken, and how they are kept and checked."""

import unicodedata
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.kit.errors import Invalid
from app.kit.texts import N_

PASSWORD_MIN, PASSWORD_MAX = 10, 256
SCORE_MIN = 3
"""zxcvbn's third step of four: more than 10^8 guesses, out of reach of somebody who guesses at the door."""

LOOKED_AT = 72
"""The estimate's work grows with the square of the length; what is safe is safe by here."""

COMMON = Path(__file__).with_name("data") / "common_passwords.txt"

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_two_at_once = BoundedSemaphore(2)
"""A hash takes 19 MiB and some 35 ms: more than two at once would only slow each other and fill the memory."""


def check_password(password: str, *about: str, field: str = "password") -> None:
    """Raises Invalid for a password that is too short, too long, or easy to guess for whoever knows `about` the person.

    Easy to guess: on the list of common ones, also with figures or signs after it, or under zxcvbn's third step.
    """
    if len(password) < PASSWORD_MIN:
        raise Invalid(
            N_("A password has at least %(min)s characters. Three or four words with spaces do well."),
            field=field,
            min=PASSWORD_MIN,
        )
    if len(password) > PASSWORD_MAX:
        raise Invalid(N_("A password has at most %(max)s characters."), field=field, max=PASSWORD_MAX)
    known = [word for text in about for word in (text, *text.replace("@", " ").replace(".", " ").split()) if word]
    if _is_common(password) or _score(password[:LOOKED_AT], known) < SCORE_MIN:
        raise Invalid(
            N_("This password is easy to guess. Take three or four words that have nothing to do with each other."),
            field=field,
        )


def _score(password: str, known: list[str]) -> int:
    """Loaded when first asked: the estimate's word lists take 12 MB of each process, the job worker's too."""
    from zxcvbn import zxcvbn

    return zxcvbn(password, user_inputs=known)["score"]


def _is_common(password: str) -> bool:
    plain = password.casefold()
    stem = plain.rstrip("0123456789!?.,;:*#$%&+-_ ")
    return plain in _common() or (len(stem) >= PASSWORD_MIN and stem in _common())


@cache
def _common() -> frozenset[str]:
    """Those of the common passwords that are long enough to be tried here."""
    return frozenset(line.casefold() for line in COMMON.read_text("utf-8").split("\n") if line)


def hash_password(password: str) -> str:
    with _two_at_once:
        return _hasher.hash(_as_typed_anywhere(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long for an account without one, so that time tells nothing."""
    known = password_hash or _NOBODY
    with _two_at_once:
        try:
            return _hasher.verify(known, _as_typed_anywhere(password)) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)


def _as_typed_anywhere(password: str) -> str:
    """The same letters, however a keyboard composes them; cut where no password of ours is longer."""
    return unicodedata.normalize("NFKC", password[: PASSWORD_MAX + 1])


_NOBODY = _hasher.hash("nobody has this password")
