"""The signed links of a guest's private case: to confirm the address, then to read the case and reply without signing in.

A case link is the customer's way into one case, and into no other: to read, reply, decide who may look, and take it along. It
dies with the address it was sent to, and with the first password: whoever has one signs in. One that has only grown too old
opens nothing, but a new one can be asked for with it, which goes to the same address.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import User
from app.accounts.queries import person
from app.activity.once import earlier_result
from app.cases.customer.models import HeldCase
from app.cases.models import Case
from app.extensions import db
from app.kit.signing import signed, signed_value
from app.kit.tokens import digest

HELD, CASE = "held-case", "case-by-link"
HELD_FOR, READABLE_FOR, CASE_FOR = timedelta(days=7), timedelta(days=365), timedelta(days=90)


def held_path(held: HeldCase) -> str:
    return f"/cases/held/{signed(HELD, [held.id, held.reference])}"


@dataclass(frozen=True)
class Followed:
    """What a link leads to: the text that waits; or, if it was used, that it was; or that it is too old."""

    held: HeldCase | None = None
    used: bool = False
    expired: bool = False


def follow(token: str) -> Followed:
    value = signed_value(HELD, token, max_age=int(READABLE_FOR.total_seconds()))
    if not isinstance(value, list) or len(value) != 2:
        return Followed()
    if earlier_result(value[1]):
        return Followed(used=True)
    held = db.session.get(HeldCase, value[0])
    young = signed_value(HELD, token, max_age=int(HELD_FOR.total_seconds())) is not None
    if not young or held is None or held.reference != value[1]:
        return Followed(expired=True)
    return Followed(held=held)


def case_path(customer: User, reference: str) -> str:
    """Where the customer finds their case: by a link of its own for whoever cannot sign in."""
    if customer.password_hash is not None:
        return f"/cases/{reference}"
    return f"/cases/link/{signed(CASE, [customer.id, _mailbox(customer), reference])}"


@dataclass(frozen=True)
class Opened:
    """Whose case a link opens, and which."""

    customer: User
    reference: str


def read_case_link(token: str) -> Opened | None:
    return _opened(token, CASE_FOR)


def old_case_link(token: str) -> Opened | None:
    """What a link that is too old once opened: a new one can be sent to the same address."""
    return None if read_case_link(token) else _opened(token, READABLE_FOR)


def _opened(token: str, within: timedelta) -> Opened | None:
    value = signed_value(CASE, token, max_age=int(within.total_seconds()))
    if not isinstance(value, list) or len(value) != 3:
        return None
    customer = person(value[0])
    if customer is None or customer.password_hash is not None or customer.is_staff:
        return None
    if _mailbox(customer) != value[1]:
        return None
    own = select(Case.reference).where(Case.reference == value[2], Case.customer_id == customer.id)
    reference = db.session.scalar(own)
    return Opened(customer, reference) if reference else None


def _mailbox(user: User) -> str:
    return digest(user.email or "")[:16]
