"""Who may look into a case besides its customer and staff."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import Expertise, User
from app.accounts.queries import WITH_RIGHTS
from app.cases.customer.models import ExpertLook
from app.cases.models import Case
from app.cases.permissions import can_be_asked_in
from app.cases.put_together import led_here
from app.extensions import db
from app.kit.clock import now
from app.questions.models import ThreadTag

Actor = User | Guest
ANY_TOPIC: frozenset[int] = frozenset()
"""A case without a question has no topics: an expert of any may be asked."""


def topics_of(case: Case) -> frozenset[int]:
    if case.question_id is None:
        return ANY_TOPIC
    return frozenset(db.session.scalars(select(ThreadTag.tag_id).where(ThreadTag.question_id == case.question_id)))


def looks_of(case_id: int) -> Sequence[ExpertLook]:
    """Those that are open, whether the customer has answered or not."""
    query = select(ExpertLook).where(ExpertLook.case_id == case_id, ExpertLook.ended_at.is_(None))
    return db.session.scalars(query.options(joinedload(ExpertLook.expert)).order_by(ExpertLook.id)).all()


def all_looks_of(case: Case) -> Sequence[ExpertLook]:
    """Also those that are over, and those at a case that was merged into this one."""
    query = select(ExpertLook).where(ExpertLook.case_id.in_([case.id, *led_here(case.id)]))
    query = query.options(joinedload(ExpertLook.expert))
    return db.session.scalars(query.order_by(ExpertLook.id)).all()


def look_of(expert: Actor, case_id: int) -> ExpertLook | None:
    query = select(ExpertLook).where(
        ExpertLook.case_id == case_id,
        ExpertLook.expert_id == expert.id,
        ExpertLook.agreed_at.is_not(None),
        ExpertLook.ended_at.is_(None),
    )
    return db.session.scalar(query)


def look_called(case: Case, look_id: int) -> ExpertLook | None:
    return db.session.scalar(select(ExpertLook).where(ExpertLook.id == look_id, ExpertLook.case_id == case.id))


def experts_for(case: Case) -> list[User]:
    """Whom staff may ask in, by name."""
    topics = topics_of(case)
    query = select(User).join(Expertise, Expertise.user_id == User.id).where(Expertise.until > now())
    if topics:
        query = query.where(Expertise.tag_id.in_(topics))
    found = db.session.scalars(query.options(*WITH_RIGHTS).order_by(User.display_name).limit(100)).unique()
    return [one for one in dict.fromkeys(found) if can_be_asked_in(case, one, topics)]
