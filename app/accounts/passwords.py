"""How passwords are kept and checked."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_two_at_once = BoundedSemaphore(2)
"""A hash takes 19 MiB and some 35 ms: more than two at once would only slow each other and fill the memory."""


def hash_password(password: str) -> str:
    with _two_at_once:
        return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long for an account without one, so that time tells nothing."""
    known = password_hash or _NOBODY
    with _two_at_once:
        try:
            return _hasher.verify(known, password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def needs_rehash(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)


_NOBODY = _hasher.hash("nobody has this password")
