"""Roles, the spokesperson grant, the employee flag."""

from sqlalchemy import func, select

from app.accounts.actions.proposing import propose
from app.accounts.actors import System
from app.accounts.events import AccountEvent
from app.accounts.models import Proposal, RoleGrant, User
from app.accounts.permissions import can_change_employment, can_change_role
from app.accounts.roles import Deed, Role
from app.activity.log import Acting, record
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

ANSWERING = (Role.AGENT, Role.LEAD)
"""Who can be a spokesperson: those who answer for the company."""


def grant_role(actor: User | System, user: User, role: Role) -> Proposal | None:
    """Grants a role. For an administrator it is a proposal that another administrator has to second.

    Unless there is one administrator only: then nobody could, so it is granted at once, and the log says so.
    """
    require(can_change_role(actor, user, role))
    if user.holds(role):
        raise IllegalMove(N_("This person has the role already."))
    if user.is_suspended or not user.email_confirmed_at:
        raise Invalid(N_("A role needs an account with a confirmed address that is not suspended."), field="role")
    if role is Role.ADMINISTRATOR and isinstance(actor, User):
        if administrators() > 1:
            return propose(actor, Deed.GRANT_ADMINISTRATOR, user)
        give(actor, user, role, alone=True)
        return None
    give(actor, user, role)
    return None


def administrators() -> int:
    """How many people are administrators and can act."""
    query = select(func.count()).select_from(RoleGrant).join(RoleGrant.user)
    return db.session.scalar(query.where(RoleGrant.role == Role.ADMINISTRATOR, User.closed_at.is_(None))) or 0


def _administrators_held() -> int:
    """Counted while nobody else may change them, so that two who end each other's role do not both succeed."""
    db.session.execute(select(RoleGrant).where(RoleGrant.role == Role.ADMINISTRATOR).with_for_update())
    return administrators()


def give(actor: Acting, user: User, role: Role, **how: bool) -> None:
    """The role is the person's. Who may decide so was asked before; staff are no experts of topics any more."""
    user.grants.append(RoleGrant(role=role, granted_by_id=actor.id))
    for topic in list(user.expertise):
        user.expertise.remove(topic)
        record(actor, AccountEvent.EXPERT_ENDED, user, tag_id=topic.tag_id)
    record(actor, AccountEvent.ROLE_GRANTED, user, role=role.value, **how)


def revoke_role(actor: User, user: User, role: Role) -> None:
    """Takes a role back; with the last one that answers for the company the spokesperson grant goes too."""
    require(can_change_role(actor, user, role))
    held = next((grant for grant in user.grants if grant.role is role), None)
    if held is None:
        raise IllegalMove(N_("This person does not have the role."))
    if role is Role.ADMINISTRATOR and _administrators_held() < 2:
        raise IllegalMove(N_("This is the last administrator. Make somebody else one first."))
    user.grants.remove(held)
    record(actor, AccountEvent.ROLE_REVOKED, user, role=role.value)
    if user.is_spokesperson and not user.holds(*ANSWERING):
        user.is_spokesperson = False
        record(actor, AccountEvent.SPOKESPERSON_REVOKED, user)


def grant_spokesperson(actor: User, user: User) -> None:
    """From now on this person may make an answer the company's official one."""
    require(can_change_employment(actor, user))
    if not user.holds(*ANSWERING):
        raise Invalid(N_("Only agents and team leads can be spokespersons."), field="spokesperson")
    if user.is_spokesperson:
        raise IllegalMove(N_("This person is a spokesperson already."))
    user.is_spokesperson = True
    record(actor, AccountEvent.SPOKESPERSON_GRANTED, user)


def revoke_spokesperson(actor: User, user: User) -> None:
    require(can_change_employment(actor, user))
    if not user.is_spokesperson:
        raise IllegalMove(N_("This person is no spokesperson."))
    user.is_spokesperson = False
    record(actor, AccountEvent.SPOKESPERSON_REVOKED, user)


def mark_employee(actor: User, user: User, employed: bool) -> None:
    """Whether somebody who is not staff works for the company, which their posts say from now on."""
    require(can_change_employment(actor, user))
    if user.is_employee == employed:
        return
    user.is_employee = employed
    record(actor, AccountEvent.EMPLOYEE_MARKED, user, employed=employed)
