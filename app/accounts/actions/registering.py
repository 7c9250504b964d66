"""Joining: register, prove the address, ask for another mail.

Nothing here tells whether an address has an account: the answer, and the work before it, are the same.
"""

from sqlalchemy.exc import IntegrityError

from app.accounts import limits
from app.accounts.actors import SYSTEM
from app.accounts.addresses import clean_address
from app.accounts.events import AccountEvent
from app.accounts.jobs import confirmation_wanted
from app.accounts.models import User
from app.accounts.names import clean_name, sounds_like
from app.accounts.passwords import check_password, hash_password, is_right
from app.accounts.queries import actor as person_as_actor
from app.accounts.queries import user_by_email
from app.activity.log import record
from app.activity.owing import owe
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.tokens import digest


def register(*, name: str, email: str, password: str, address: str, locale: str | None = None, brand: str = "") -> str:
    """A new account that waits for its address to be confirmed, unless there is one with that address already.

    `address` is where the request comes from. Gives the proof by which this browser is known again as the one that
    chose the password (`chosen_here`): the same whether an account was made or not.
    """
    name, email = clean_name(name), clean_address(email)
    if brand and sounds_like(name, brand):
        raise Invalid(N_("A member's name does not have the name %(brand)s in it."), field="name", brand=brand)
    check_password(password, name, email, brand)
    limits.take(limits.mail("register", email, address))
    password_hash = hash_password(password)
    known = user_by_email(email) or _new(name, email, password_hash, locale)
    if known.password_hash == password_hash:
        record(known, AccountEvent.REGISTERED, known)
    elif known.email_confirmed_at is None:
        record(SYSTEM, AccountEvent.CONFIRMATION_ASKED, known)
    else:
        record(SYSTEM, AccountEvent.REGISTERED_AGAIN, known)
    return digest(password_hash)


def _new(name: str, email: str, password_hash: str | None, locale: str | None) -> User:
    """The new row, or the one that somebody else made with this address a moment before."""
    user = User(display_name=name, email=email, password_hash=password_hash, locale=locale)
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        found = user_by_email(email)
        if found is None:
            raise
        return found
    return person_as_actor(user.id)


def ask_confirmation(*, email: str, address: str) -> None:
    """Another mail with a link, if there is an account that waits for it."""
    email = clean_address(email)
    limits.take(limits.mail("confirm", email, address))
    owe(confirmation_wanted, email=email)


def chosen_here(user: User, proof: str | None) -> bool:
    """Whether the browser that holds this proof is the one in which the account's password was chosen."""
    return bool(proof and user.password_hash) and digest(user.password_hash or "") == proof


def confirm(user: User, *, proof: str | None, password: str, address: str) -> User:
    """The address is the person's own: they follow its link and know the password (or chose it in this browser).

    The link alone is not enough: somebody else may have registered with this address and wait for its owner to click.
    """
    if user.email_confirmed_at is not None:
        return user
    if not chosen_here(user, proof):
        user_id, known = user.id, user.password_hash
        tries = limits.take(limits.sign_in(user.email or "", address))
        right = is_right(known, password)
        user = person_as_actor(user_id)
        if not right or user.password_hash != known:
            raise Invalid(
                N_("This is not the password that was chosen at registration. If you chose none, ask for a new one."),
                field="password",
            )
        limits.give_back(tries)
    mark_confirmed(user)
    return user


def mark_confirmed(user: User) -> None:
    if user.email_confirmed_at is None:
        user.email_confirmed_at = now()
        record(user, AccountEvent.CONFIRMED, user)


def member_for_confirmed_address(email: str, name: str, locale: str | None) -> User:
    """Whoever has just proven that they read this mailbox: the account with the address, or a new one.

    A password that was chosen before the address was proven may be a stranger's, so it is dropped; the person chooses
    one by the reset link when they want to sign in.
    """
    email = clean_address(email)
    user = user_by_email(email) or _new(clean_name(name), email, None, locale)
    if user.email_confirmed_at is None:
        user.password_hash = None
    mark_confirmed(user)
    db.session.flush()
    return user
