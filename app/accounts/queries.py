"""Finding people."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Proposal, SignIn, User
from app.accounts.reading import read_signed_in
from app.accounts.roles import Role
from app.extensions import db
from app.kit.clock import now
from app.kit.database import only_reads
from app.kit.tokens import digest

STALE_AFTER = timedelta(days=30)
"""A browser that was not used for so long is signed out."""

STAFF_AT_MOST = timedelta(hours=12)
"""Staff sign in anew at least once a working day."""

WITH_RIGHTS = (joinedload(User.grants), joinedload(User.expertise))


_SIGNED_IN = (
    select(User, SignIn.id, SignIn.created_at, SignIn.seen_at)
    .select_from(SignIn)
    .join(SignIn.user)
    .where(SignIn.digest == bindparam("digest"), SignIn.revoked_at.is_(None), User.closed_at.is_(None))
    .where(SignIn.seen_at > bindparam("since"))
    .options(*WITH_RIGHTS)
)
"""Made once: every page of somebody signed in begins with it, and making it took as long as running it."""


def user_signed_in_with(token: str) -> User | None:
    """The person who is signed in with this browser's token, with roles and topics; None once it is revoked or over.
    Where nothing is written, they are read for showing alone."""
    given: dict[str, Any] = {"digest": digest(token), "since": now() - STALE_AFTER}
    found = read_signed_in(**given) if only_reads() else db.session.execute(_SIGNED_IN, given).unique().first()
    if found is None:
        return None
    user, sign_in_id, since, seen_at = found
    if user.is_staff and since <= now() - STAFF_AT_MOST:
        return None
    user.sign_in_id, user.sign_in_token, user.seen_at = sign_in_id, token, seen_at
    return user


def user_by_email(email: str) -> User | None:
    return (
        db.session.scalars(select(User).where(func.lower(User.email) == email.strip().lower()).options(*WITH_RIGHTS))
        .unique()
        .first()
    )


def actor(user_id: int) -> User:
    """A person with everything their rights depend on."""
    return db.session.scalars(select(User).where(User.id == user_id).options(*WITH_RIGHTS)).unique().one()


def person(user_id: int) -> User | None:
    """The same, or None if there is nobody or the account is closed."""
    query = select(User).where(User.id == user_id, User.closed_at.is_(None)).options(*WITH_RIGHTS)
    return db.session.scalars(query).unique().first()


def people_with(*roles: Role) -> list[User]:
    """Everybody who holds one of these roles, by name."""
    query = select(User).where(User.grants.any()).options(selectinload(User.grants), selectinload(User.expertise))
    return [user for user in db.session.scalars(query.order_by(User.display_name)) if user.holds(*roles)]


def sign_ins_of(user: User) -> list[SignIn]:
    """Where somebody is signed in now, the browser used last first."""
    query = (
        select(SignIn)
        .where(SignIn.user_id == user.id, SignIn.revoked_at.is_(None), SignIn.seen_at > now() - STALE_AFTER)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    if user.is_staff:
        query = query.where(SignIn.created_at > now() - STAFF_AT_MOST)
    return list(db.session.scalars(query))


def open_proposals() -> list[Proposal]:
    """What waits for a second administrator, the oldest first."""
    query = select(Proposal).where(Proposal.decided_at.is_(None)).order_by(Proposal.id)
    return list(db.session.scalars(query.options(joinedload(Proposal.user), joinedload(Proposal.by))))
