"""The town that these tests visit."""

from tests.attack.fixtures import built, town

__all__ = ["built", "town"]
