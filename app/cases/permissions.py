"""Who may do what with cases. A case that is not yours does not exist for you."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.models import Case
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no

Actor = User | Guest


def can_take_next(actor: Actor) -> Verdict:
    if not actor.has(Role.AGENT, Role.LEAD):
        return UNSEEN
    return YES


def can_work(actor: Actor, case: Case) -> Verdict:
    """Reply, note, ask, answer, close: whoever has the case, or a lead."""
    if not actor.has(Role.AGENT, Role.LEAD):
        return UNSEEN
    if not case.is_open:
        return no(N_("This case is closed."))
    if case.owner_id == actor.id or actor.has(Role.LEAD):
        return YES
    return no(N_("Somebody else has this case."))


def can_reply_as_customer(actor: Actor, case: Case) -> Verdict:
    """The customer, suspended or not: what was promised in private is owed to them still."""
    return YES if actor.id is not None and case.customer_id == actor.id else UNSEEN


def can_change_hours(actor: Actor) -> Verdict:
    if actor.has(Role.LEAD, Role.ADMINISTRATOR):
        return YES
    return no(N_("Team leads and administrators set the business hours."))


def can_see_private_details(actor: Actor, asker_id: int) -> Verdict:
    """What an asker wrote in the box that only staff see: the asker, agents and leads."""
    if actor.has(Role.AGENT, Role.LEAD) or (actor.id is not None and actor.id == asker_id):
        return YES
    return UNSEEN
