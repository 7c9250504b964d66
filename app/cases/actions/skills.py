"""Setting the desk: skills, who has them, how many cases each, and what needs them."""

from collections.abc import Sequence

from babel.localedata import locale_identifiers
from sqlalchemy import delete

from app.accounts.models import User
from app.activity.log import record
from app.cases.desk.models import MOST_CASES, AgentDesk, AgentSkill, DeskRule, Skill
from app.cases.desk.skills import skill_called
from app.cases.events import CaseEvent
from app.cases.permissions import can_be_at_the_desk, can_set_the_desk
from app.cases.severity import Severity
from app.catalogue.models import Category
from app.catalogue.naming import at_most, clean_slug, needed
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.questions.states import Trigger

NAME_MAX, ABOUT_MAX = 60, 200


def add_skill(actor: User, *, name: str, about: str = "") -> Skill:
    require(can_set_the_desk(actor))
    slug = clean_slug("", name=needed(name, NAME_MAX, "name"), field="name")
    if skill_called(slug) is not None:
        raise Invalid(N_("There is a skill of this name already."), field="name")
    skill = Skill(slug=slug)
    _write(skill, name, about)
    db.session.add(skill)
    record(actor, CaseEvent.SKILL_CHANGED, skill, how="added")
    return skill


def change_skill(actor: User, skill: Skill, *, name: str, about: str) -> None:
    """Cases keep it: they name it by what it was called first, which nobody sees."""
    require(can_set_the_desk(actor))
    _write(skill, name, about)
    record(actor, CaseEvent.SKILL_CHANGED, skill, how="changed")


def close_skill(actor: User, skill: Skill) -> None:
    """No new case needs it; those that wait for it still do, for whoever has it."""
    require(can_set_the_desk(actor))
    if skill.closed_at is not None:
        raise IllegalMove(N_("This skill is closed already."))
    skill.closed_at = now()
    record(actor, CaseEvent.SKILL_CHANGED, skill, how="closed")


def reopen_skill(actor: User, skill: Skill) -> None:
    require(can_set_the_desk(actor))
    if skill.closed_at is None:
        raise IllegalMove(N_("This skill is open."))
    skill.closed_at = None
    record(actor, CaseEvent.SKILL_CHANGED, skill, how="opened")


def set_agent(actor: User, agent: User, *, skill_ids: Sequence[int], languages: str, capacity: int) -> None:
    """What somebody at the desk can do, in which languages, and how many cases they have at a time."""
    require(can_set_the_desk(actor))
    require(can_be_at_the_desk(agent))
    said = list(dict.fromkeys(languages.lower().replace(",", " ").split()))
    unknown = [code for code in said if code not in locale_identifiers()]
    if unknown:
        raise Invalid(
            N_('"%(code)s" is no language we know, such as en or it.'), field="languages", code=unknown[0][:20]
        )
    if not 1 <= capacity <= MOST_CASES:
        raise Invalid(N_("Between 1 and %(most)s cases."), field="capacity", most=MOST_CASES)
    desk = db.session.get(AgentDesk, agent.id)
    if desk is None:
        desk = AgentDesk(user_id=agent.id)
        db.session.add(desk)
    desk.capacity, desk.languages = capacity, " ".join(said)
    db.session.execute(delete(AgentSkill).where(AgentSkill.user_id == agent.id))
    db.session.add_all(AgentSkill(user_id=agent.id, skill_id=skill_id) for skill_id in dict.fromkeys(skill_ids))
    record(actor, CaseEvent.DESK_CHANGED, agent, capacity=capacity, skills=len(set(skill_ids)))


def set_rule(
    actor: User,
    *,
    category: Category | None = None,
    trigger: Trigger | None = None,
    skill: Skill | None = None,
    severity: Severity | None = None,
) -> DeskRule:
    """What cases of a category, or that came by a trigger, need from now on. One rule for each: a new one takes its place."""
    require(can_set_the_desk(actor))
    if (category is None) == (trigger is None):
        raise Invalid(N_("Choose a category or a reason of hand-over."), field="on")
    if skill is None and severity is None:
        raise Invalid(N_("Choose a skill, a severity, or both."), field="skill")
    query = db.select(DeskRule)
    query = query.where(DeskRule.category_id == category.id if category is not None else DeskRule.trigger == trigger)
    rule = db.session.scalar(query)
    if rule is None:
        rule = DeskRule(category_id=category.id if category else None, trigger=trigger)
        db.session.add(rule)
    rule.skill_id, rule.severity = skill.id if skill else None, severity
    record(actor, CaseEvent.DESK_RULE_CHANGED, rule, how="set")
    return rule


def remove_rule(actor: User, rule: DeskRule) -> None:
    """Cases that came by it keep what they were found to need."""
    require(can_set_the_desk(actor))
    record(actor, CaseEvent.DESK_RULE_CHANGED, rule, how="removed")
    db.session.delete(rule)


def _write(skill: Skill, name: str, about: str) -> None:
    skill.name = needed(name, NAME_MAX, "name")
    skill.about = at_most(about, ABOUT_MAX, "about")
