"""Who may add pictures, and how many."""

from app.accounts.actors import Guest
from app.accounts.models import User
from app.kit.texts import N_
from app.kit.verdicts import YES, Verdict, no


def can_add_image(actor: User | Guest) -> Verdict:
    """Members: a picture by nobody in particular would have nobody who can take it back."""
    if not isinstance(actor, User):
        return no(N_("Sign in to add images. You can also add them once your question is published."))
    if actor.is_suspended:
        return no(N_("Your account is suspended, so you can read but not write."))
    return YES
