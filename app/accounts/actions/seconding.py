"""What takes two administrators, second half: another one agrees, or either says no."""

from app.accounts.actions.granting import give
from app.accounts.actions.suspending import put_in_force
from app.accounts.events import AccountEvent
from app.accounts.models import Proposal, User
from app.accounts.permissions import can_decline, can_second
from app.accounts.queries import actor as person_as_actor
from app.accounts.roles import Deed, Role
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Unseen
from app.kit.texts import N_
from app.kit.verdicts import require


def proposal_by_id(proposal_id: int) -> Proposal:
    found = db.session.get(Proposal, proposal_id)
    if found is None:
        raise Unseen
    return found


def second(actor: User, proposal: Proposal) -> None:
    """A second administrator agrees: it is done."""
    require(can_second(actor, proposal))
    _decide(actor, proposal)
    user = person_as_actor(proposal.user_id)
    if user.closed_at:
        raise IllegalMove(N_("This account is closed."))
    if proposal.deed is Deed.GRANT_ADMINISTRATOR:
        if user.is_suspended:
            raise IllegalMove(N_("This person is suspended."))
        give(actor, user, Role.ADMINISTRATOR)
    elif proposal.until is not None:
        put_in_force(actor, user, proposal.until)


def decline(actor: User, proposal: Proposal) -> None:
    """It is not done: another administrator says no, or the one who proposed takes it back."""
    require(can_decline(actor, proposal))
    _decide(actor, proposal, declined=True)
    record(actor, AccountEvent.SECOND_DECLINED, proposal, deed=proposal.deed.value, user_id=proposal.user_id)


def _decide(actor: User, proposal: Proposal, *, declined: bool = False) -> None:
    if proposal.decided_at is not None:
        raise IllegalMove(N_("This was decided already."))
    proposal.decided_at, proposal.decided_by_id, proposal.declined = now(), actor.id, declined
