"""A password is cheap to check in tests, where hundreds sign in: what it costs to guess one is for `real_passwords`."""

from argon2 import PasswordHasher

from app.accounts import passwords

REAL = passwords._hasher


def cheap_passwords() -> None:
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
