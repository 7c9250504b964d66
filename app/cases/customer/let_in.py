"""What an expert who was let in may read."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.models import User
from app.cases.customer.experts import Actor
from app.cases.customer.models import ExpertLook
from app.cases.customer.permissions import can_look
from app.cases.models import Case, CaseMessage
from app.cases.queries import WHOLE
from app.extensions import db


def case_for_expert(expert: Actor, reference: str) -> Case | None:
    """The case with its private thread, if this expert may look into it now. Never its notes."""
    query = select(Case).where(Case.reference == reference).options(*WHOLE)
    case = db.session.scalar(query.options(selectinload(Case.messages).joinedload(CaseMessage.author)))
    return case if case is not None and can_look(expert, case) else None


def cases_for_expert(expert: User) -> Sequence[Case]:
    query = select(Case).join(ExpertLook, ExpertLook.case_id == Case.id).options(*WHOLE)
    query = query.where(ExpertLook.expert_id == expert.id, ExpertLook.agreed_at.is_not(None))
    found = db.session.scalars(query.where(ExpertLook.ended_at.is_(None), Case.closed_at.is_(None)).order_by(Case.id))
    return [case for case in found if can_look(expert, case)]
