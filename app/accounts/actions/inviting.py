"""Joining the staff by invitation."""

from sqlalchemy import func, select

from app.accounts.actions.granting import give
from app.accounts.actions.registering import mark_confirmed
from app.accounts.addresses import clean_address
from app.accounts.events import AccountEvent
from app.accounts.links import INVITATION_WITHIN
from app.accounts.models import StaffInvitation, User
from app.accounts.names import clean_name
from app.accounts.passwords import check_password, hash_password
from app.accounts.permissions import can_invite
from app.accounts.queries import actor as person_as_actor
from app.accounts.queries import person, user_by_email
from app.accounts.roles import Role
from app.activity.log import record
from app.extensions import db
from app.kit import edge
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from app.kit.texts import N_
from app.kit.verdicts import require

NO_LONGER = N_("This invitation no longer holds. Ask whoever invited you for a new one.")


def invite(actor: User, *, email: str, role: Role) -> StaffInvitation:
    """An invitation to this role, mailed to the address; it holds a week."""
    require(can_invite(actor, role))
    email = clean_address(email)
    known = user_by_email(email)
    if known is not None and known.holds(role):
        raise Invalid(N_("Whoever has this address has the role already."), field="email")
    waiting = db.session.scalar(
        select(StaffInvitation.id).where(
            func.lower(StaffInvitation.email) == email.lower(),
            StaffInvitation.role == role,
            StaffInvitation.used_at.is_(None),
            StaffInvitation.created_at > now() - INVITATION_WITHIN,
        )
    )
    if waiting:
        raise IllegalMove(N_("There is an invitation for this address already. It waits for an answer."))
    invitation = StaffInvitation(email=email, role=role, invited_by_id=actor.id)
    db.session.add(invitation)
    record(actor, AccountEvent.STAFF_INVITED, invitation, role=role.value)
    return invitation


def open_invitations() -> list[StaffInvitation]:
    """Those that can still be accepted, the newest first."""
    query = select(StaffInvitation).where(
        StaffInvitation.used_at.is_(None), StaffInvitation.created_at > now() - INVITATION_WITHIN
    )
    return list(db.session.scalars(query.order_by(StaffInvitation.id.desc())))


def withdraw_invitation(actor: User, invitation: StaffInvitation) -> None:
    require(can_invite(actor, invitation.role))
    if invitation.used_at is not None:
        raise IllegalMove(N_("This invitation was accepted already."))
    db.session.delete(invitation)


def accept_with_account(user: User, invitation: StaffInvitation) -> User:
    """The account that has the invited address takes the role."""
    if (user.email or "").lower() != invitation.email.lower():
        raise Refused(N_("This invitation is for another address. Sign in with the account that has it."))
    return _join(user, invitation)


def accept_as_new(invitation: StaffInvitation, *, name: str, password: str, locale: str | None = None) -> User:
    """A new account for the invited address, which the link has proven, with the role."""
    name = clean_name(name)
    check_password(password, name, invitation.email)
    invitation_id = invitation.id
    edge.release()
    password_hash = hash_password(password)
    invitation = db.session.get_one(StaffInvitation, invitation_id)
    if user_by_email(invitation.email) is not None:
        raise IllegalMove(N_("There is an account with this address. Sign in with it to accept."))
    user = User(display_name=name, email=invitation.email, password_hash=password_hash, locale=locale)
    db.session.add(user)
    db.session.flush()
    return _join(person_as_actor(user.id), invitation)


def _join(user: User, invitation: StaffInvitation) -> User:
    """The role is granted on the word of whoever invited, as long as they may still give it."""
    host = person(invitation.invited_by_id)
    if invitation.used_at is not None or host is None or not can_invite(host, invitation.role):
        raise IllegalMove(NO_LONGER)
    if user.is_suspended:
        raise IllegalMove(N_("Your account is suspended, so you cannot join the staff now."))
    invitation.used_at = now()
    mark_confirmed(user)
    if not user.holds(invitation.role):
        give(host, user, invitation.role)
    record(user, AccountEvent.INVITATION_ACCEPTED, invitation, role=invitation.role.value)
    return user
