"""Another e-mail address: asked for with the password, taken once its mailbox has answered."""

from sqlalchemy.exc import IntegrityError

from app.accounts import limits
from app.accounts.actions.signing_in import check_own_password
from app.accounts.addresses import clean_address
from app.accounts.events import AccountEvent
from app.accounts.models import User
from app.accounts.passwords import is_right
from app.accounts.queries import actor as person_as_actor
from app.accounts.queries import user_by_email
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_

TAKEN = N_("This address belongs to another account.")
NOT_ITS_PASSWORD = N_(
    "This is not the password of that account. If you have none, open the link in the browser in which you asked for it."
)


def ask_address_change(actor: User, *, email: str, current: str) -> User:
    """A link goes to the new address and a notice to the old one. Whether the new one is taken, only its reader learns."""
    email = clean_address(email)
    if email.lower() == (actor.email or "").lower():
        raise Invalid(N_("This is your address already."), field="email")
    actor_id = actor.id
    actor = check_own_password(actor, current)
    limits.take(limits.mail("address", email, f"own:{actor_id}"))
    actor = person_as_actor(actor_id)
    actor.new_email = email
    record(actor, AccountEvent.ADDRESS_CHANGE_ASKED, actor)
    return actor


def confirm_elsewhere(user: User, *, password: str, address: str) -> User:
    """As `confirm_address`, in a browser that is not signed in to the account: they know its password too.

    The link alone is not enough: somebody else may want this address for an account of theirs, and wait for its owner to
    press. What that owner writes from it later would be theirs to read.
    """
    user_id, known, wanted = user.id, user.password_hash, user.new_email
    tries = limits.take(limits.sign_in(user.email or "", address))
    right = is_right(known, password)
    user = person_as_actor(user_id)
    if not right or (user.password_hash, user.new_email) != (known, wanted):
        raise Invalid(NOT_ITS_PASSWORD, field="password")
    limits.give_back(tries)
    return confirm_address(user)


def confirm_address(user: User) -> User:
    """The new address is taken by whoever followed its link and is signed in."""
    if user.new_email is None:
        return user
    if user_by_email(user.new_email) is not None:
        raise Invalid(TAKEN)
    try:
        with db.session.begin_nested():
            user.email, user.new_email, user.email_confirmed_at = user.new_email, None, now()
    except IntegrityError:
        raise Invalid(TAKEN) from None
    record(user, AccountEvent.ADDRESS_CHANGED, user)
    return user
