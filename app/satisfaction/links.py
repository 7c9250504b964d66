"""The signed link of the mail that asks. It proves that whoever follows it reads the mailbox, and dies with the address."""

from app.accounts.models import User
from app.accounts.queries import person
from app.kit.signing import signed, signed_value
from app.kit.tokens import digest
from app.satisfaction.actions import OPEN_FOR
from app.satisfaction.models import Satisfaction
from app.satisfaction.queries import asked_as

PURPOSE = "satisfaction"
DAYS_MORE = 2
"""A mail may arrive late; that it is too late is then said on the page, and not by a link that is none."""


def _mailbox(user: User) -> str:
    return digest(user.email or "")[:16]


def mailed_path(user: User, reference: str) -> str:
    return f"/satisfaction/by-mail/{signed(PURPOSE, [user.id, _mailbox(user), reference])}"


def read_link(token: str) -> tuple[User, Satisfaction] | None:
    """Whoever was asked, and what; None for a link that is forged, too old, or of another address by now."""
    within = OPEN_FOR.days + DAYS_MORE
    value = signed_value(PURPOSE, token, max_age=within * 24 * 3600)
    if not isinstance(value, list) or len(value) != 3:
        return None
    user, asked = person(value[0]), asked_as(value[2])
    if user is None or asked is None or _mailbox(user) != value[1] or asked.asker_id != user.id:
        return None
    return user, asked
