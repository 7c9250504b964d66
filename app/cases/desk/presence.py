"""Who is at the desk, with what skills and languages, how many cases, and who is away."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.accounts.queries import people_with, person
from app.accounts.roles import Role
from app.cases.desk.hands import Hands, languages_of
from app.cases.desk.models import DEFAULT_CAPACITY, Absence, AgentDesk, AgentSkill, Skill
from app.cases.models import Case
from app.cases.states import CaseState
from app.extensions import db
from app.kit.clock import now

IN_HAND = (CaseState.ASSIGNED, CaseState.WAITING_INTERNAL)
"""The states in which a case waits for its agent."""


def hands_of(user: User) -> Hands:
    return _hands([user])[0]


def everybody_at_the_desk() -> list[Hands]:
    """All agents and leads who may work, those away among them."""
    return _hands([user for user in people_with(Role.AGENT, Role.LEAD) if not user.is_suspended])


def _hands(users: Sequence[User]) -> list[Hands]:
    ids = [user.id for user in users]
    desks = {desk.user_id: desk for desk in db.session.scalars(select(AgentDesk).where(AgentDesk.user_id.in_(ids)))}
    skills = skills_by_agent(ids)
    in_hand = dict(
        db.session.execute(
            select(Case.owner_id, func.count())
            .where(Case.owner_id.in_(ids), Case.state.in_(IN_HAND))
            .group_by(Case.owner_id)
        ).all()
    )
    away = away_until(ids)
    return [
        Hands(
            id=user.id,
            skills=frozenset(skill.slug for skill in skills[user.id]),
            languages=languages_of(desks[user.id].languages) if user.id in desks else None,
            capacity=desks[user.id].capacity if user.id in desks else DEFAULT_CAPACITY,
            in_hand=in_hand.get(user.id, 0),
            away_until=away.get(user.id),
            leads=user.holds(Role.LEAD),
        )
        for user in users
    ]


def skills_by_agent(ids: Sequence[int]) -> dict[int, list[Skill]]:
    query = select(AgentSkill.user_id, Skill).join(Skill, Skill.id == AgentSkill.skill_id)
    found: dict[int, list[Skill]] = defaultdict(list)
    for user_id, skill in db.session.execute(query.where(AgentSkill.user_id.in_(ids)).order_by(Skill.name)):
        found[user_id].append(skill)
    return found


def away_until(ids: Sequence[int]) -> dict[int, datetime]:
    """Who of these is away now, and until when."""
    query = select(Absence.user_id, func.max(Absence.until_at)).where(Absence.user_id.in_(ids), standing_at(now()))
    rows = db.session.execute(query.group_by(Absence.user_id))
    return {row[0]: row[1] for row in rows}


def standing_at(moment: datetime) -> ColumnElement[bool]:
    return and_(Absence.from_at <= moment, Absence.until_at > moment, Absence.ended_at.is_(None))


def coming_absences(user_id: int | None = None) -> Sequence[Absence]:
    """Absences that last or are to come, the next one first; of one agent or of all."""
    query = (
        select(Absence).where(Absence.until_at > now(), Absence.ended_at.is_(None)).options(joinedload(Absence.user))
    )
    if user_id is not None:
        query = query.where(Absence.user_id == user_id)
    return db.session.scalars(query.order_by(Absence.from_at, Absence.id).limit(200)).all()


def absence_called(absence_id: int) -> Absence | None:
    query = select(Absence).where(Absence.id == absence_id).options(joinedload(Absence.user))
    return db.session.scalar(query)


def can_go_on(owner_id: int) -> bool:
    """Whether a case that comes back finds its owner at the desk: still staff, not suspended, not away."""
    owner = person(owner_id)
    if owner is None or owner.is_suspended or not owner.holds(Role.AGENT, Role.LEAD):
        return False
    return not away_until([owner_id])
