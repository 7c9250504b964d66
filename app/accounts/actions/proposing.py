"""What takes two administrators, first half: one proposes."""

from datetime import datetime

from sqlalchemy import select

from app.accounts.events import AccountEvent
from app.accounts.models import Proposal, User
from app.accounts.roles import Deed
from app.activity.log import record
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_


def open_proposal(deed: Deed, user: User) -> Proposal | None:
    query = select(Proposal).where(Proposal.deed == deed, Proposal.user_id == user.id, Proposal.decided_at.is_(None))
    return db.session.scalar(query)


def propose(actor: User, deed: Deed, user: User, *, until: datetime | None = None) -> Proposal:
    if open_proposal(deed, user) is not None:
        raise IllegalMove(N_("This is proposed already and waits for another administrator."))
    proposal = Proposal(deed=deed, user_id=user.id, until=until, by_id=actor.id)
    db.session.add(proposal)
    record(actor, AccountEvent.SECOND_ASKED, proposal, deed=deed.value, user_id=user.id)
    return proposal
