"""Choosing a password: anew by a mailed link, or another one while signed in."""

from app.accounts import limits
from app.accounts.actions.registering import mark_confirmed
from app.accounts.actions.signing_in import check_own_password, end_other_sign_ins
from app.accounts.addresses import clean_address
from app.accounts.events import AccountEvent
from app.accounts.jobs import reset_wanted
from app.accounts.models import User
from app.accounts.passwords import check_password, hash_password
from app.accounts.queries import actor as person_as_actor
from app.activity.log import record
from app.activity.owing import owe
from app.kit import edge
from app.kit.errors import Refused
from app.kit.texts import N_

USED = N_("This link no longer works. Ask for a new one.")


def ask_reset(*, email: str, address: str) -> None:
    """A mail with a link, if there is an account with this address; nobody who asks can tell."""
    email = clean_address(email)
    limits.take(limits.mail("reset", email, address))
    owe(reset_wanted, email=email)


def reset(user: User, *, password: str) -> User:
    """A new password for whoever followed the link to this mailbox, which is thereby confirmed. Ends all sign-ins."""
    user_id, before = user.id, user.password_hash
    check_password(password, user.display_name, user.email or "")
    edge.release()
    password_hash = hash_password(password)
    user = person_as_actor(user_id)
    if user.password_hash != before or user.closed_at:
        raise Refused(USED)
    mark_confirmed(user)
    _choose(user, password_hash)
    return user


def change_password(actor: User, *, current: str, password: str, sign_in_id: int | None) -> User:
    """Another password; every other browser is signed out."""
    check_password(password, actor.display_name, actor.email or "")
    actor = check_own_password(actor, current)
    actor_id, before = actor.id, actor.password_hash
    edge.release()
    password_hash = hash_password(password)
    actor = person_as_actor(actor_id)
    if actor.password_hash != before:
        raise Refused(N_("The password was changed elsewhere a moment ago."))
    _choose(actor, password_hash, but=sign_in_id)
    return actor


def _choose(user: User, password_hash: str, *, but: int | None = None) -> None:
    """Whoever had the old one is out: signed in nowhere, and a change of address that they asked for comes to nothing."""
    user.password_hash, user.new_email = password_hash, None
    end_other_sign_ins(user, but=but)
    record(user, AccountEvent.PASSWORD_CHANGED, user)
