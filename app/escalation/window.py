"""The peer window: how long the community has a question to itself before staff takes over.

Counted in wall time, since peers keep no business hours. Paused while an answer awaits the asker's word, resumed by
"did not help". A category may set its own length. Fixed for now; a window learned from when answers come would
only replace the `window` handed in here, and is held to the same bounds.
"""

from datetime import UTC, datetime, timedelta

DEFAULT = timedelta(hours=8)
SHORTEST = timedelta(minutes=30)
LONGEST = timedelta(hours=24)


def clamp(window: timedelta) -> timedelta:
    """The window held between half an hour, so that peers have a chance, and a day, so that nobody is forgotten."""
    return min(max(window, SHORTEST), LONGEST)


def window_end(started_at: datetime, window: timedelta = DEFAULT) -> datetime:
    """When staff takes over if nothing solves it before: start + clamped window, in UTC."""
    return started_at.astimezone(UTC) + clamp(window)


def remaining(ends_at: datetime, now: datetime) -> timedelta:
    """What a pause at `now` leaves for later; never negative."""
    return max(ends_at.astimezone(UTC) - now.astimezone(UTC), timedelta(0))


def resumed_end(now: datetime, left: timedelta) -> datetime:
    """The new end after a pause that left `left`; not clamped again, or each pause would stretch a short rest."""
    return now.astimezone(UTC) + max(left, timedelta(0))
