"""Texts that are not published yet and may hold pictures. Features that keep such texts register here who looks."""

from collections.abc import Callable

Looks = Callable[[int, str], bool]
_looking: list[Looks] = []


def looks_for_pictures(look: Looks) -> Looks:
    """`look(owner_id, name)` says whether a text that somebody is still writing mentions their picture."""
    _looking.append(look)
    return look


def is_awaited(owner_id: int, name: str) -> bool:
    return any(look(owner_id, name) for look in _looking)
