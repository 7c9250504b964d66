"""Telling a member that posts of theirs came with an import: by a mail to their confirmed address, with a signed link."""

from sqlalchemy import update

from app.accounts import limits
from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.imports.events import ImportEvent
from app.imports.models import AuthorAddress
from app.imports.permissions import can_claim
from app.imports.queries import open_for
from app.kit.clock import now
from app.kit.errors import Unseen
from app.kit.verdicts import require


def offer(user: User) -> int:
    """Mails a link for each author that was never offered before; how many."""
    fresh = [author for author in open_for(user) if author.offered_at is None]
    for author in fresh:
        _send(user, author)
    return len(fresh)


def ask_for_link(actor: User, author_id: int) -> None:
    """The person asks for the mail again. Limited like every mail that somebody makes us send."""
    if author_id not in {author.id for author in open_for(actor)}:
        raise Unseen
    user_id, email = actor.id, actor.email or ""
    limits.take(limits.mail("claim", email, f"own:{user_id}"))
    user, author = db.session.get_one(User, user_id), db.session.get_one(AuthorAddress, author_id)
    require(can_claim(user, author))
    _send(user, author)


def _send(user: User, author: AuthorAddress) -> None:
    author.offered_at = now()
    record(SYSTEM, ImportEvent.OFFERED, author, to=user.id)


def forget_address(user_id: int) -> None:
    """Whoever had taken posts over closed their account: the posts stay with it, the address is kept no longer."""
    db.session.execute(update(AuthorAddress).where(AuthorAddress.claimed_by_id == user_id).values(email=""))
