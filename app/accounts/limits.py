"""How often something may be tried. Counted in the database, so that neither a restart nor a second process forgets.

A try is counted before its work begins and in a transaction of its own: a refused request, which is rolled back, still
counts, and many requests at once cannot all pass before the first is counted.
"""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, func, select, text

from app.accounts.models import Attempt
from app.extensions import db
from app.kit import edge
from app.kit.clock import now
from app.kit.errors import TooMany
from app.kit.texts import N_
from app.kit.tokens import digest

DAY = timedelta(days=1)
SIGN_IN = (10, timedelta(minutes=5))
MAILS_TO_ONE = (5, DAY)
MAILS_FROM_ONE_PLACE = (20, DAY)


@dataclass(frozen=True)
class Limit:
    """At most `count` tries of what `key` names within `span`."""

    key: str
    count: int
    span: timedelta


def place(address: str) -> str:
    """Whom an address stands for: itself, or its /64 network, which one customer of a provider has whole."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:45]
    return str(IPv6Address(int(parsed) >> 64 << 64)) if isinstance(parsed, IPv6Address) else str(parsed)


def _key(kind: str, who: str) -> str:
    return f"{kind}:{digest(who.strip().lower())[:40]}"


def sign_in(email: str, address: str) -> list[Limit]:
    return [Limit(_key("sign-in-user", email), *SIGN_IN), Limit(_key("sign-in-place", place(address)), *SIGN_IN)]


def mail(kind: str, email: str, address: str) -> list[Limit]:
    """For whatever makes us mail somebody who is not signed in: `reset`, `register`, `confirm`."""
    return [
        Limit(_key(f"{kind}-user", email), *MAILS_TO_ONE),
        Limit(_key(f"{kind}-place", place(address)), *MAILS_FROM_ONE_PLACE),
    ]


def take(limits: list[Limit]) -> list[int]:
    """Counts one try of each, or raises TooMany and counts nothing. Ends the caller's transaction, which only read.

    Gives the tries' ids, for `give_back`.
    """
    edge.release()
    with edge.transaction():
        for limit in sorted(limits, key=lambda limit: limit.key):
            _wait_for_turn(limit.key)
            _check(limit)
        tries = [Attempt(key=limit.key) for limit in limits]
        db.session.add_all(tries)
        db.session.flush()
        return [one.id for one in tries]


def give_back(tries: list[int]) -> None:
    """A try that succeeded was not one too many."""
    db.session.execute(delete(Attempt).where(Attempt.id.in_(tries)))


def _wait_for_turn(key: str) -> None:
    """Two counts of one key follow each other. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:key))"), {"key": key})


def _check(limit: Limit) -> None:
    moment = now()
    query = select(func.count(), func.min(Attempt.at)).where(Attempt.key == limit.key, Attempt.at > moment - limit.span)
    used, first = db.session.execute(query).one()
    if used < limit.count:
        return
    wait = max(1, int((first + limit.span - moment).total_seconds()) + 1)
    if wait < 3600:
        raise TooMany(
            N_("That was tried too often. Wait %(minutes)s min, then try again."), wait, minutes=-(-wait // 60)
        )
    raise TooMany(N_("That was tried too often today. Try again in %(hours)s h."), wait, hours=-(-wait // 3600))
