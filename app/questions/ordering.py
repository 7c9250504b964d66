"""In which order the answers of a thread are read."""

from datetime import datetime

from app.labels.algebra import CAUTION, Status
from app.labels.presenting import Presented

LAST = {Status.CORRECTED: 5, Status.WITHDRAWN: 6}
CONFIRMED = {Status.STAFF_VERIFIED: 2, Status.COMMUNITY_VERIFIED: 3}


Place = tuple[int, int, datetime, int]


def place(answer: Presented) -> Place:
    """A sort key: the official answer, what solved it, what was confirmed by staff, by members, the rest; at the end what
    was corrected or withdrawn. Within each: more votes first, then the older.

    An accepted answer with a caution on it has lost that place: it would be read first and believed.
    """
    accepted = answer.accepted_at is not None
    return place_of(answer.label.status, accepted, answer.score, answer.created_at, answer.id)


def place_of(status: Status, accepted: bool, score: int, created_at: datetime, answer_id: int) -> Place:
    """The same of an answer of which no more is known."""
    return (_group(status, accepted), -score, created_at, answer_id)


def _group(status: Status, accepted: bool) -> int:
    if status is Status.OFFICIAL:
        return 0
    if status in LAST:
        return LAST[status]
    if accepted and status not in CAUTION:
        return 1
    return CONFIRMED.get(status, 4)
