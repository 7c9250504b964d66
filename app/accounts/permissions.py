"""Who may change what about whom, and the sentence for a no."""

from app.accounts.actors import Guest
from app.accounts.models import Proposal, User
from app.accounts.roles import Deed, Role
from app.kit.texts import N_
from app.kit.verdicts import UNSEEN, YES, Verdict, no

Actor = User | Guest

SUSPENDED = N_("Your account is suspended, so you can read but not write.")
INVITABLE = {
    Role.LEAD: frozenset({Role.AGENT}),
    Role.ADMINISTRATOR: frozenset({Role.AGENT, Role.LEAD, Role.MODERATOR}),
}
"""Whom somebody may ask to join. An administrator is never invited: that takes two persons and somebody known."""


def _acting(actor: Actor, *roles: Role) -> Verdict:
    """The common ground of what staff do about people: in office, and not suspended."""
    if actor.is_system:
        return YES
    if actor.is_guest or not actor.holds(*roles):
        return UNSEEN
    return no(SUSPENDED) if actor.is_suspended else YES


def _about(actor: Actor, user: User, *roles: Role) -> Verdict:
    verdict = _acting(actor, *roles)
    return no(N_("This account is closed.")) if verdict and user.closed_at else verdict


def can_change_own(actor: Actor) -> Verdict:
    """Profile and language: writing, so not while suspended. Password, address and sign-ins stay in one's own hands."""
    if actor.is_guest:
        return no(N_("Sign in first."))
    return no(SUSPENDED) if actor.is_suspended else YES


def can_close(actor: Actor) -> Verdict:
    if actor.is_guest:
        return no(N_("Sign in first."))
    if actor.is_staff:
        return no(N_("You are staff. Ask an administrator to end your role first; then you can close the account."))
    return YES


def can_change_role(actor: Actor, user: User, role: Role) -> Verdict:
    verdict = _about(actor, user, Role.ADMINISTRATOR)
    if verdict and role is Role.ADMINISTRATOR and user.id == actor.id and not user.holds(role):
        return no(N_("Nobody makes themself an administrator."))
    return verdict


def can_change_employment(actor: Actor, user: User) -> Verdict:
    """The spokesperson grant and the employee flag."""
    return _about(actor, user, Role.ADMINISTRATOR)


def can_appoint_expert(actor: Actor, user: User) -> Verdict:
    verdict = _about(actor, user, Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR)
    if verdict and user.is_staff:
        return no(N_("Staff are not appointed experts: they answer for the company already."))
    if verdict and user.is_suspended:
        return no(N_("This person is suspended."))
    return verdict


def can_end_expertise(actor: Actor, user: User) -> Verdict:
    if not actor.is_guest and actor.id == user.id:
        return YES
    return _about(actor, user, Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR)


def can_invite(actor: Actor, role: Role) -> Verdict:
    verdict = _acting(actor, *INVITABLE)
    if verdict and not any(actor.has(own) and role in roles for own, roles in INVITABLE.items()):
        return no(N_("You cannot invite somebody to this role."))
    return verdict


def can_suspend(actor: Actor, user: User) -> Verdict:
    """Members by a moderator or administrator; staff by administrators only, and by two of them."""
    verdict = _about(actor, user, *((Role.ADMINISTRATOR,) if user.is_staff else (Role.MODERATOR, Role.ADMINISTRATOR)))
    if verdict.unseen and actor.has(Role.MODERATOR):
        return no(N_("Staff are suspended by two administrators."))
    if verdict and user.id == actor.id:
        return no(N_("Nobody suspends themself."))
    return verdict


def can_lift_suspension(actor: Actor, user: User) -> Verdict:
    return can_suspend(actor, user)


def can_second(actor: Actor, proposal: Proposal) -> Verdict:
    """Another administrator than the one who proposed it, and not the person it is about."""
    verdict = _acting(actor, Role.ADMINISTRATOR)
    if verdict and actor.id == proposal.by_id:
        return no(N_("You proposed this. Another administrator has to agree."))
    if verdict and actor.id == proposal.user_id and proposal.deed is not Deed.GRANT_ADMINISTRATOR:
        return no(N_("This is about yourself."))
    return verdict


def can_decline(actor: Actor, _proposal: Proposal) -> Verdict:
    """Any administrator; the one who proposed takes it back."""
    return _acting(actor, Role.ADMINISTRATOR)


def can_see_people(actor: Actor) -> Verdict:
    return _acting(actor, Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR)
