"""The lead's board: who has how much, what is late or will be, what nobody has or can take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import User
from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.cases.desk.hands import Hands, uncovered
from app.cases.desk.models import HandOver, How
from app.cases.desk.presence import everybody_at_the_desk
from app.cases.desk.queries import needs
from app.cases.desk.skills import all_skills
from app.cases.due import promised, standing
from app.cases.models import Case
from app.cases.queries import visible_to
from app.cases.states import DONE, CaseState
from app.cases.told_why import Why, last_handed_back
from app.extensions import db
from app.kit.clock import now

SHOWN = 50
Columns = Sequence[InstrumentedAttribute[Any]]
SOON = timedelta(hours=2)
HANDED_BACK_IN = timedelta(days=30)
HANDED_BACK_SHOWN = 10


@dataclass(frozen=True)
class Load:
    """One agent: what waits for them, what waits for others, what is late, how often they handed back in thirty days."""

    user: User
    hands: Hands
    waits_for_others: int
    late: int
    handed_back: int


@dataclass(frozen=True)
class Board:
    loads: list[Load]
    late: Sequence[Case]
    soon: Sequence[Case]
    queued: Sequence[Case]
    of_absent: Sequence[Case]
    gaps: list[tuple[str, str, int]]
    """(skill by its name, language, how many wait) that nobody at the desk can take."""
    handed_back: list[tuple[str, Why]]
    """The last ones, with their reasons."""
    unowned: int
    """Open cases that neither wait in the queue nor have an owner; always 0."""


def board_of(lead: User) -> Board:
    desk = everybody_at_the_desk()
    away = [hands.id for hands in desk if hands.away_until is not None]
    return Board(
        loads=_loads(desk),
        late=_due(lead, promised() <= now()),
        soon=_due(lead, promised() > now(), promised() <= now() + SOON),
        queued=_shown(lead, Case.state == CaseState.QUEUED, order=(Case.deadline, Case.entered_at, Case.id)),
        of_absent=_shown(lead, Case.owner_id.in_(away), Case.state.not_in(DONE)) if away else [],
        gaps=gaps(desk),
        handed_back=last_handed_back(now() - HANDED_BACK_IN, HANDED_BACK_SHOWN),
        unowned=_count(Case.owner_id.is_(None), Case.state.not_in((*DONE, CaseState.QUEUED))),
    )


def gaps(desk: Sequence[Hands]) -> list[tuple[str, str, int]]:
    names = {skill.slug: skill.name for skill in all_skills()}
    found = uncovered(needs(), desk)
    return [(names.get(slug, slug), language, number) for (slug, language), number in sorted(found.items())]


def _due(lead: User, *which: ColumnElement[bool]) -> Sequence[Case]:
    return _shown(lead, Case.state.not_in(DONE), *which)


def _shown(lead: User, *which: ColumnElement[bool], order: Columns = ()) -> Sequence[Case]:
    query = visible_to(lead).where(*which).order_by(*(order or (standing(), Case.id)))
    return db.session.scalars(query.limit(SHOWN)).all()


def _count(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Case).where(*which)) or 0


def _loads(desk: Sequence[Hands]) -> list[Load]:
    held = select(Case.owner_id, func.count()).where(Case.state.not_in(DONE)).group_by(Case.owner_id)
    waiting = _by_person(held.where(Case.state.in_((CaseState.WAITING_CUSTOMER, CaseState.ANSWERED))))
    late = _by_person(held.where(promised() <= now()))
    since: datetime = now() - HANDED_BACK_IN
    back = select(HandOver.from_id, func.count()).where(HandOver.how == How.HANDED_BACK, HandOver.at > since)
    handed_back = _by_person(back.group_by(HandOver.from_id))
    users = {user.id: user for user in people_with(Role.AGENT, Role.LEAD)}
    return [
        Load(users[one.id], one, waiting.get(one.id, 0), late.get(one.id, 0), handed_back.get(one.id, 0))
        for one in desk
    ]


def _by_person(query: Select[Any, Any]) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session.execute(query)}
