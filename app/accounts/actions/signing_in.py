"""Recognised by the password, signed in in a browser, and out of it again."""

import secrets

from sqlalchemy import select, update

from app.accounts import limits
from app.accounts.events import AccountEvent
from app.accounts.models import SignIn, User
from app.accounts.passwords import hash_password, is_right, needs_rehash
from app.accounts.queries import actor, user_by_email
from app.activity.log import record
from app.extensions import db
from app.kit import edge
from app.kit.clock import now
from app.kit.errors import Invalid, Refused, Unseen
from app.kit.texts import N_
from app.kit.tokens import digest

WRONG = N_("The address or the password is not right.")
UNCONFIRMED = N_("This address is not confirmed yet. Follow the link in the mail we sent, or ask for another one.")


class Unconfirmed(Refused):
    """The password is right, but the address was never proven."""


def recognise(*, email: str, password: str, address: str) -> User:
    """Whoever has this address and password; the same refusal, after the same work, for an address nobody has.

    Hashes while no transaction is open. A password kept by older rules is kept by today's from now on.
    """
    tries = limits.take(limits.sign_in(email, address))
    found = user_by_email(email)
    user_id, known = (found.id, found.password_hash) if found else (None, None)
    edge.release()
    right = is_right(known, password)
    renewed = hash_password(password) if right and known and needs_rehash(known) else None
    user = actor(user_id) if right and user_id else None
    if user is None or user.password_hash != known or user.closed_at:
        raise Invalid(WRONG)
    if user.email_confirmed_at is None:
        raise Unconfirmed(UNCONFIRMED)
    if renewed:
        user.password_hash = renewed
    limits.give_back(tries)
    return user


def check_own_password(user: User, password: str, *, field: str = "current") -> User:
    """The person, loaded anew, once they have shown that they know their own password. Counted like a sign-in.

    Somebody who has never chosen one passes: they came in by a link to their mailbox.
    """
    user_id, known, email = user.id, user.password_hash, user.email or ""
    tries = limits.take(limits.sign_in(email, f"own:{user_id}"))
    right = known is None or is_right(known, password)
    again = actor(user_id)
    if not right or again.password_hash != known:
        raise Invalid(N_("This is not your password."), field=field)
    limits.give_back(tries)
    return again


def sign_in(user: User, *, address: str, browser: str, instead_of: str | None = None) -> str:
    """A new sign-in of this browser; gives its token, which only the browser keeps. An earlier one there ends."""
    if instead_of:
        sign_out(instead_of)
    token = secrets.token_urlsafe(32)
    row = SignIn(user_id=user.id, digest=digest(token), address=address[:45], browser=browser[:200])
    db.session.add(row)
    record(user, AccountEvent.SIGNED_IN, user)
    return token


def sign_out(token: str) -> None:
    """This browser's sign-in ends; nothing happens if it has ended already."""
    db.session.execute(
        update(SignIn).where(SignIn.digest == digest(token), SignIn.revoked_at.is_(None)).values(revoked_at=now())
    )


def end_sign_in(user: User, sign_in_id: int) -> None:
    """One of one's own browsers is signed out, from another. Its next request finds nobody signed in."""
    row = db.session.scalar(
        select(SignIn).where(SignIn.id == sign_in_id, SignIn.user_id == user.id, SignIn.revoked_at.is_(None))
    )
    if row is None:
        raise Unseen
    row.revoked_at = now()
    record(user, AccountEvent.SIGN_IN_REVOKED, row)


def end_other_sign_ins(user: User, *, but: int | None = None) -> int:
    """All of somebody's browsers are signed out, but the one with this id; how many."""
    query = update(SignIn).where(SignIn.user_id == user.id, SignIn.revoked_at.is_(None))
    if but is not None:
        query = query.where(SignIn.id != but)
    return len(db.session.scalars(query.values(revoked_at=now()).returning(SignIn.id)).all())


def note_seen(sign_in_id: int) -> None:
    """Somebody was here in this browser."""
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now()))
