"""Reading skills, and the rules by which cases come to need them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cases.desk.models import DeskRule, Skill
from app.extensions import db
from app.questions.states import Trigger


def open_skills() -> Sequence[Skill]:
    return db.session.scalars(select(Skill).where(Skill.closed_at.is_(None)).order_by(Skill.name)).all()


def all_skills() -> Sequence[Skill]:
    return db.session.scalars(select(Skill).order_by(Skill.closed_at.is_not(None), Skill.name)).all()


def skill_called(slug: str) -> Skill | None:
    return db.session.scalar(select(Skill).where(Skill.slug == slug)) if slug else None


def rules() -> Sequence[DeskRule]:
    query = select(DeskRule).options(joinedload(DeskRule.category), joinedload(DeskRule.skill))
    return db.session.scalars(query.order_by(DeskRule.id)).all()


def rules_for(category_id: int | None, trigger: Trigger | None) -> list[DeskRule]:
    """The rules that a case falls under, that of its trigger first."""
    query = select(DeskRule).options(joinedload(DeskRule.skill))
    found: list[DeskRule] = []
    if trigger is not None:
        found += db.session.scalars(query.where(DeskRule.trigger == trigger))
    if category_id is not None:
        found += db.session.scalars(query.where(DeskRule.category_id == category_id))
    return found
