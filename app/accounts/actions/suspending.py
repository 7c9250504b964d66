"""Suspending: somebody may read and sign in, and for a time write nothing."""

from datetime import datetime

from app.accounts.actions.proposing import open_proposal, propose
from app.accounts.events import AccountEvent
from app.accounts.models import User
from app.accounts.permissions import can_lift_suspension, can_suspend
from app.accounts.roles import Deed
from app.activity.log import Acting, record
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require


def suspend(actor: User, user: User, *, until: datetime) -> bool:
    """True once the suspension is in force; False while it waits for a second administrator (staff only).

    The second call, by another administrator, agrees to the first, for the shorter of the two times. The caller writes
    the statement of reasons in the same transaction.
    """
    require(can_suspend(actor, user))
    if until <= now():
        raise Invalid(N_("Say until when: a time that is still to come."), field="until")
    if not user.is_staff:
        put_in_force(actor, user, until)
        return True
    earlier = open_proposal(Deed.SUSPEND_STAFF, user)
    if earlier is None or earlier.by_id == actor.id:
        propose(actor, Deed.SUSPEND_STAFF, user, until=until)
        return False
    earlier.decided_at, earlier.decided_by_id = now(), actor.id
    put_in_force(actor, user, min(until, earlier.until or until))
    return True


def put_in_force(actor: Acting, user: User, until: datetime) -> None:
    """The suspension begins. Who may decide so was asked before."""
    user.suspended_until = until
    record(actor, AccountEvent.SUSPENDED, user, until=until.isoformat())


def lift_suspension(actor: User, user: User) -> None:
    """The person may write again. One person is enough: what takes two is taking something away."""
    require(can_lift_suspension(actor, user))
    if user.suspended_until is None or user.suspended_until <= now():
        raise IllegalMove(N_("This person is not suspended."))
    user.suspended_until = None
    record(actor, AccountEvent.SUSPENSION_LIFTED, user)
