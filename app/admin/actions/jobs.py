"""Jobs that failed five times and were set aside: tried again, or dropped. Each needs a reason, by a code for the log."""

from enum import StrEnum

from app.accounts.models import User
from app.activity.log import record
from app.activity.models import Owed
from app.admin.events import AdminEvent
from app.admin.permissions import can_run
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Unseen
from app.kit.texts import N_
from app.kit.verdicts import require


class Why(StrEnum):
    CAUSE_GONE = "cause_gone"
    FIXED = "fixed"
    DONE_BY_HAND = "done_by_hand"
    NO_LONGER_NEEDED = "no_longer_needed"
    OTHER = "other"


WHY_NAMES = {
    Why.CAUSE_GONE: N_("What was in the way is gone (network, mail server, disk)"),
    Why.FIXED: N_("The software was mended"),
    Why.DONE_BY_HAND: N_("It was done by hand"),
    Why.NO_LONGER_NEEDED: N_("It is no longer needed"),
    Why.OTHER: N_("Another reason, known to the team"),
}
FOR_TRYING = (Why.CAUSE_GONE, Why.FIXED, Why.OTHER)
FOR_DROPPING = (Why.DONE_BY_HAND, Why.NO_LONGER_NEEDED, Why.OTHER)


def owed_by_id(owed_id: int) -> Owed:
    found = db.session.get(Owed, owed_id)
    if found is None:
        raise Unseen
    return found


def try_again(actor: User, owed: Owed, *, why: Why) -> None:
    """It runs with the next round of the worker, with five tries before it."""
    require(can_run(actor))
    _is_set_aside(owed)
    owed.set_aside_at = owed.leased_until = None
    owed.tries, owed.run_at = 0, now()
    record(actor, AdminEvent.JOB_TRIED_AGAIN, owed, job=owed.name, why=why.value)


def drop(actor: User, owed: Owed, *, why: Why) -> None:
    """It is never done. The log keeps what it was, and for which event."""
    require(can_run(actor))
    _is_set_aside(owed)
    record(actor, AdminEvent.JOB_DROPPED, owed, job=owed.name, why=why.value, event_id=owed.event_id)
    db.session.delete(owed)


def _is_set_aside(owed: Owed) -> None:
    if owed.set_aside_at is None:
        raise IllegalMove(N_("This job is not set aside: it runs by itself."))
