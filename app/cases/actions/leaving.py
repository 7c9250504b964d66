"""Somebody leaves the desk: their skills and their place end with their role, and what waits for them waits for anybody."""

from sqlalchemy import delete, exists, select

from app.accounts.models import RoleGrant, User
from app.accounts.roles import Role
from app.activity.log import Acting, record
from app.cases.actions.assigning import back_to_the_queue
from app.cases.desk.models import AgentDesk, AgentSkill, How
from app.cases.desk.presence import IN_HAND
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.queries import WHOLE
from app.extensions import db
from app.kit.database import changed_by


def leave_the_desk(actor: Acting, user: User) -> None:
    """Nothing, while another role keeps them there. What waits for a customer comes to somebody else when they write."""
    roles = (Role.AGENT, Role.LEAD)
    if db.session.scalar(select(exists().where(RoleGrant.user_id == user.id, RoleGrant.role.in_(roles)))):
        return
    had = [changed_by(db.session(), delete(model).where(model.user_id == user.id)) for model in (AgentSkill, AgentDesk)]
    held = select(Case).where(Case.owner_id == user.id, Case.state.in_(IN_HAND)).options(*WHOLE)
    cases = db.session.scalars(held.order_by(Case.id)).all()
    for case in cases:
        back_to_the_queue(actor, case, how=How.OWNER_AWAY)
    if any(had) or cases:
        record(actor, CaseEvent.DESK_CHANGED, user, left=True)
