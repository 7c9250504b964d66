"""The desk of the demo: skills and who has them, somebody in training, and what came privately. Set once the story is told,
so that nothing of it moves a case that somebody took in the story."""

from functools import partial

from sqlalchemy import select

from app.cases.actions.assigning import assign
from app.cases.actions.privately import Wanted, open_privately
from app.cases.actions.skills import add_skill, set_agent, set_rule
from app.cases.coaching.actions import begin_training, hand_in
from app.cases.coaching.models import Way
from app.cases.desk.models import Skill
from app.cases.models import Case
from app.cases.queries import WHOLE
from app.catalogue.models import Category
from app.demo.cast import PrivateCase
from app.demo.playing import Player
from app.extensions import db
from app.kit import clock


def set_desk(player: Player) -> None:
    lead = next(person.name for person in player.script.people if person.role == "lead")
    first = min((case.at for case in player.script.cases), default=None)
    if first is None:
        return
    with clock.at(player.at + first):
        player.attempt("the desk", partial(_skills, player, lead))
    for told in player.script.cases:
        with clock.at(player.at + told.at):
            player.attempt(f"case “{told.title}”", partial(_case, player, told, lead))


def _skills(player: Player, lead: str) -> None:
    by = player.person(lead)
    for told in player.script.skills:
        skill = add_skill(by, name=told.name, about=told.about)
        db.session.flush()
        for slug in told.categories:
            category = db.session.scalars(select(Category).where(Category.slug == slug)).one()
            set_rule(by, category=category, skill=skill)
    numbers = {skill.name: skill.id for skill in db.session.scalars(select(Skill))}
    for agent in player.script.agents:
        own = [numbers[skill.name] for skill in player.script.skills if agent.name in skill.agents]
        person = player.person(agent.name)
        set_agent(by, person, skill_ids=own, languages=agent.languages, capacity=agent.capacity)
        if agent.in_training:
            begin_training(by, person)


def _case(player: Player, told: PrivateCase, lead: str) -> None:
    category = db.session.scalars(select(Category).where(Category.slug == told.category)).one()
    wanted = Wanted(title=told.title, body=told.body, category_id=category.id, language=told.language)
    opened, _said = open_privately(player.person(told.by), wanted)
    db.session.flush()
    if not told.given_to:
        return
    case = db.session.scalars(select(Case).where(Case.id == opened.id).options(*WHOLE)).one()
    agent = player.person(told.given_to)
    assign(player.person(lead), case, to=agent, reason=told.because)
    if told.reply:
        hand_in(agent, case, way=Way.PRIVATE, body=told.reply)
