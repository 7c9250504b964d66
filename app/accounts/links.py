"""The links that account mails carry: who may follow them, how long, how often. Paths only: the mail knows the host.

A link proves that whoever follows it reads the mailbox. Each is bound to what it changes, so it stops working with its
use: a confirmation to the address, a reset to the password and the mailbox of that moment, an invitation to its row.
"""

from datetime import timedelta

from app.accounts.models import StaffInvitation, User
from app.accounts.queries import person
from app.extensions import db
from app.kit.signing import signed, signed_value
from app.kit.tokens import digest

CONFIRM_WITHIN = timedelta(days=3)
RESET_WITHIN = timedelta(hours=1)
INVITATION_WITHIN = timedelta(days=7)

CONFIRM, RESET, ADDRESS, INVITE = "confirm-address", "reset-password", "change-address", "join-staff"


def _pair(purpose: str, token: str, within: timedelta) -> tuple[int, str] | None:
    value = signed_value(purpose, token, max_age=int(within.total_seconds()))
    return (value[0], value[1]) if isinstance(value, list) and len(value) == 2 else None


def _password_and_mailbox(user: User) -> str:
    return digest(f"{user.email or ''} {user.password_hash or ''}")[:32]


def confirmation_token(user: User) -> str:
    return signed(CONFIRM, [user.id, user.email])


def read_confirmation(token: str) -> User | None:
    """Whoever asked to have their address confirmed; None if it is another address by now."""
    value = _pair(CONFIRM, token, CONFIRM_WITHIN)
    user = person(value[0]) if value else None
    return user if value and user and user.email == value[1] else None


def reset_token(user: User) -> str:
    return signed(RESET, [user.id, _password_and_mailbox(user)])


def read_reset(token: str) -> User | None:
    """Whoever may choose a new password; None once the password or the address has changed since the link was made."""
    value = _pair(RESET, token, RESET_WITHIN)
    user = person(value[0]) if value else None
    return user if value and user and user.email and _password_and_mailbox(user) == value[1] else None


def address_token(user: User) -> str:
    return signed(ADDRESS, [user.id, user.new_email])


def read_address(token: str) -> User | None:
    """Whoever wants this new address; None if they have asked for another one since, or have it already."""
    value = _pair(ADDRESS, token, CONFIRM_WITHIN)
    user = person(value[0]) if value else None
    return user if value and user and user.new_email and user.new_email == value[1] else None


def invitation_token(invitation: StaffInvitation) -> str:
    return signed(INVITE, [invitation.id, invitation.email])


def read_invitation(token: str) -> StaffInvitation | None:
    """The invitation, unless it is used, withdrawn or older than a week."""
    value = _pair(INVITE, token, INVITATION_WITHIN)
    invitation = db.session.get(StaffInvitation, value[0]) if value else None
    return invitation if value and invitation and invitation.email == value[1] and not invitation.used_at else None


def confirmation_path(user: User) -> str:
    return f"/confirmation/{confirmation_token(user)}"


def reset_path(user: User) -> str:
    return f"/password-reset/{reset_token(user)}"


def address_path(user: User) -> str:
    return f"/new-address/{address_token(user)}"


def invitation_path(invitation: StaffInvitation) -> str:
    return f"/invitations/{invitation_token(invitation)}"
