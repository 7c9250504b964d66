"""Who says how they were helped, and who reads it."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.kit.clock import now
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no
from app.satisfaction.models import Satisfaction

Actor = User | Guest


def can_say(actor: Actor, asked: Satisfaction) -> Verdict:
    """Whoever asked, suspended or not, until it stands."""
    if actor.id is None or actor.id != asked.asker_id:
        return UNSEEN
    if now() > asked.until:
        return no(N_("This could be said for 14 days; what you said then stands."))
    return YES


def can_read_satisfaction(actor: Actor) -> Verdict:
    """Leads alone: neither peers nor whoever helped."""
    return YES if actor.has(Role.LEAD) else UNSEEN
