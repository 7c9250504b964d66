"""Who runs the installation."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.permissions import SUSPENDED
from app.accounts.roles import Role
from app.kit.verdicts import UNSEEN, YES, Verdict, no


def can_run(actor: User | Guest) -> Verdict:
    """Jobs that were set aside, test mails."""
    if actor.is_guest or not actor.holds(Role.ADMINISTRATOR):
        return UNSEEN
    return no(SUSPENDED) if actor.is_suspended else YES
