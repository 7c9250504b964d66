"""Who may take over an imported author's posts: whoever has proven to read the address that an administrator named."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.permissions import SUSPENDED
from app.imports.models import AuthorAddress
from app.kit.verdicts import UNSEEN, YES, Verdict, no


def can_claim(actor: User | Guest, author: AuthorAddress) -> Verdict:
    """Unseen for everybody else: nobody learns that there is something to claim, or that it was claimed."""
    if not isinstance(actor, User) or actor.email is None or actor.email_confirmed_at is None:
        return UNSEEN
    if actor.email.lower() != author.email or author.claimed_at is not None or actor.closed_at is not None:
        return UNSEEN
    return no(SUSPENDED) if actor.is_suspended else YES
