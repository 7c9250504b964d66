"""Which cases were merged into one, by whom and when: for its customer, and for whoever reads what happened to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.accounts.models import User
from app.activity.models import Event
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.queries import Actor, visible_case
from app.extensions import db


@dataclass(frozen=True)
class Merger:
    """A case that leads on to another one."""

    title: str
    by_id: int | None
    by: str
    at: datetime


def led_here(case_id: int) -> list[int]:
    """The cases that lead on to this one, also by way of others."""
    found, newer = [], [case_id]
    while newer:
        newer = list(db.session.scalars(select(Case.id).where(Case.merged_into_id.in_(newer)).order_by(Case.id)))
        found += newer
    return found


def led_to(case: Case) -> Case:
    """Where what was said in it is now."""
    while case.merged_into_id:
        case = db.session.get_one(Case, case.merged_into_id)
    return case


def visible_led_to(actor: Actor, reference: str) -> Case:
    """Where what was said in a case of theirs is now. Unseen if they may not see that one."""
    case = visible_case(actor, reference)
    return case if case.merged_into_id is None else visible_case(actor, led_to(case).reference)


def mergers_of(case: Case) -> list[Merger]:
    ids = led_here(case.id)
    if not ids:
        return []
    query = select(Case, Event.actor_id, Event.at, User.display_name).join(Event, Event.subject_id == Case.id)
    query = query.where(Event.subject_kind == Case.__tablename__, Event.kind == CaseEvent.MERGED.value)
    query = query.outerjoin(User, User.id == Event.actor_id).options(selectinload(Case.question))
    return [
        Merger(one.title or (one.question.title or "" if one.question else ""), by_id, by or "", at)
        for one, by_id, at, by in db.session.execute(query.where(Case.id.in_(ids)).order_by(Event.id))
    ]
