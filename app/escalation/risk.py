"""When the promised resolution is at risk: what is left of its time is no longer than most cases take.

At risk from promised resolution − the 80th percentile of staff handling time, both in business time. The handling time is
held to half of the target: a desk that is slower than that is late already, and would take every question from the peers.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.cases.hours import BusinessHours, open_between

SHARE = 0.8
ENOUGH = 20
"""With fewer cases handled, a business day is assumed."""


def usual_handling(handled: Sequence[timedelta], hours: BusinessHours) -> timedelta:
    """The time in which four of five cases were handled (nearest rank)."""
    if len(handled) < ENOUGH:
        return hours.business_day()
    return sorted(handled)[-int(-SHARE * len(handled) // 1) - 1]


def room_for_peers(target: timedelta, handling: timedelta) -> timedelta:
    """How much business time the community has at most before staff must begin."""
    return target - min(handling, target / 2)


def is_at_risk(asked_at: datetime, now: datetime, room: timedelta, hours: BusinessHours) -> bool:
    return open_between(hours, asked_at, now) >= room
