"""Who may change the brand and what questions are about."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.permissions import SUSPENDED
from app.accounts.roles import Role
from app.kit.verdicts import UNSEEN, YES, Verdict, no

Actor = User | Guest


def _acting(actor: Actor, *roles: Role) -> Verdict:
    if actor.is_system:
        return YES
    if actor.is_guest or not actor.holds(*roles):
        return UNSEEN
    return no(SUSPENDED) if actor.is_suspended else YES


def can_change_brand(actor: Actor) -> Verdict:
    """Name, colour, logo, the texts about the community, and whether it is open."""
    return _acting(actor, Role.ADMINISTRATOR)


def can_change_catalogue(actor: Actor) -> Verdict:
    """Categories, products with versions and lots, tags."""
    return _acting(actor, Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR)


def can_switch_learning(actor: Actor) -> Verdict:
    """Whether peer windows follow what was learned: it changes when staff are called, so it is not a moderator's."""
    return _acting(actor, Role.ADMINISTRATOR)
