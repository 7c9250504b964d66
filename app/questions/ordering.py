"""In which order the answers of a thread are read."""

from datetime import datetime

from app.labels.algebra import CAUTION, Status
from app.labels.presenting import Presented

LAST = {Status.CORRECTED: 5, Status.WITHDRAWN: 6}
CONFIRMED = {Status.STAFF_VERIFIED: 2, Status.COMMUNITY_VERIFIED: 3}


def place(answer: Presented) -> tuple[int, int, datetime, int]:
    """A sort key: the official answer, what solved it, what was confirmed by staff, by members, the rest; at the end what
    was corrected or withdrawn. Within each: more votes first, then the older.

    An accepted answer with a caution on it has lost that place: it would be read first and believed.
    """
    return (_group(answer), -answer.score, answer.created_at, answer.id)


def _group(answer: Presented) -> int:
    status = answer.label.status
    if status is Status.OFFICIAL:
        return 0
    if status in LAST:
        return LAST[status]
    if answer.accepted_at is not None and status not in CAUTION:
        return 1
    return CONFIRMED.get(status, 4)
