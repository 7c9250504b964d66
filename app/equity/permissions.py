"""Who reads how long whom waited."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.kit.verdicts import UNSEEN, YES, Verdict


def can_read_equity(actor: User | Guest) -> Verdict:
    """Those who answer for the desk; not those whose work it measures, nor those who asked."""
    return YES if actor.has(Role.LEAD, Role.ADMINISTRATOR) else UNSEEN
