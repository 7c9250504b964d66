"""Skills and the desk: what cases need, who can do it, in which languages and how much at a time."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import lead, myself
from app.accounts.models import User
from app.accounts.queries import people_with, person
from app.accounts.roles import Role
from app.cases.actions import skills as actions
from app.cases.coaching.permissions import can_set_training
from app.cases.coaching.queries import trainees
from app.cases.desk.forms import AgentForm, RuleForm, SkillForm
from app.cases.desk.models import DEFAULT_CAPACITY, AgentDesk, DeskRule, Skill
from app.cases.desk.presence import coming_absences, everybody_at_the_desk, skills_by_agent
from app.cases.desk.skills import all_skills, open_skills, rules
from app.cases.permissions import can_be_at_the_desk
from app.cases.severity import Severity
from app.cases.views import blueprint
from app.catalogue.choices import all_categories
from app.catalogue.models import Category
from app.escalation.reasons import REASONS
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.pressing import press
from app.kit.saving import Answer, save
from app.kit.texts import Text
from app.questions.states import Trigger


def _skill(skill_id: int) -> Skill:
    found = db.session.get(Skill, skill_id)
    if found is None:
        raise Unseen
    return found


def agent_called(user_id: int) -> User:
    """Somebody who works on cases; a name that is not there and one who does not look the same."""
    found = person(user_id)
    if found is None or not can_be_at_the_desk(found):
        raise Unseen
    return found


@blueprint.get("/admin/skills")
@lead
def skills() -> str:
    agents = people_with(Role.AGENT, Role.LEAD)
    return render_template(
        "cases/skills.html",
        skills=all_skills(),
        rules=[(rule, _said(rule)) for rule in rules()],
        agents=agents,
        hands={hands.id: hands for hands in everybody_at_the_desk()},
        named=skills_by_agent([one.id for one in agents]),
        absences=coming_absences(),
        learners=trainees(),
        may_learn={one.id for one in agents if can_set_training(myself(), one)},
        active="admin",
    )


def _said(rule: DeskRule) -> str:
    return rule.category.name if rule.category else str(Text(REASONS[rule.trigger or Trigger.SAFETY_OR_ACCOUNT]))


@blueprint.route("/admin/skills/new", methods=["GET", "POST"])
@lead
def new_skill() -> Answer:
    form = SkillForm()
    return save(
        form,
        lambda: actions.add_skill(myself(), name=form.name.data, about=form.about.data or ""),
        page=lambda: _form_page(form, _("New skill")),
        said=_("The skill is there. Say who has it, and what needs it."),
        back=url_for("cases.skills"),
    )


@blueprint.route("/admin/skills/<int:skill_id>", methods=["GET", "POST"])
@lead
def skill(skill_id: int) -> Answer:
    found = _skill(skill_id)
    form = SkillForm(data={"name": found.name, "about": found.about})
    return save(
        form,
        lambda: actions.change_skill(myself(), found, name=form.name.data, about=form.about.data or ""),
        page=lambda: _form_page(form, found.name),
        said=_("Saved."),
        back=url_for("cases.skills"),
    )


@blueprint.route("/admin/skills/<int:skill_id>/closing", methods=["GET", "POST"])
@lead
def skill_closing(skill_id: int) -> Answer:
    found = _skill(skill_id)
    return press(
        lambda: actions.close_skill(myself(), found),
        title=_("Close %(name)s?", name=found.name),
        sentence=_("No new case will need it. Cases that wait for it still go to whoever has it."),
        yes=_("Close"),
        back=url_for("cases.skills"),
        said=_("Closed."),
    )


@blueprint.route("/admin/skills/<int:skill_id>/reopening", methods=["GET", "POST"])
@lead
def skill_reopening(skill_id: int) -> Answer:
    found = _skill(skill_id)
    return press(
        lambda: actions.reopen_skill(myself(), found),
        title=_("Open %(name)s again?", name=found.name),
        yes=_("Open again"),
        back=url_for("cases.skills"),
        said=_("It is open again."),
    )


@blueprint.route("/admin/skills/rules/new", methods=["GET", "POST"])
@lead
def new_desk_rule() -> Answer:
    form = RuleForm()
    form.offer(list(all_categories()), list(open_skills()))
    return save(
        form,
        lambda: _set_rule(form),
        page=lambda: _form_page(form, _("What needs which skill")),
        said=_("Saved. It holds for cases from now on."),
        back=url_for("cases.skills"),
    )


def _set_rule(form: RuleForm) -> None:
    kind, _colon, which = form.on.data.partition(":")
    actions.set_rule(
        myself(),
        category=db.session.get(Category, int(which)) if kind == "category" else None,
        trigger=Trigger(which) if kind == "trigger" else None,
        skill=db.session.get(Skill, int(form.skill.data)) if form.skill.data else None,
        severity=Severity(form.severity.data) if form.severity.data else None,
    )


@blueprint.route("/admin/skills/rules/<int:desk_rule_id>/removal", methods=["GET", "POST"])
@lead
def desk_rule_removal(desk_rule_id: int) -> Answer:
    found = next((rule for rule in rules() if rule.id == desk_rule_id), None)
    if found is None:
        raise Unseen
    return press(
        lambda: actions.remove_rule(myself(), found),
        title=_("Remove this rule?"),
        sentence=_("Cases that came by it keep what they were found to need."),
        yes=_("Remove"),
        back=url_for("cases.skills"),
        said=_("Removed."),
    )


@blueprint.route("/admin/desk/<int:agent_id>", methods=["GET", "POST"])
@lead
def agent_desk(agent_id: int) -> Answer:
    agent = agent_called(agent_id)
    desk = db.session.get(AgentDesk, agent.id) or AgentDesk(capacity=DEFAULT_CAPACITY, languages="")
    had = skills_by_agent([agent.id])[agent.id]
    form = AgentForm(
        data={"skills": [one.id for one in had], "languages": desk.languages, "capacity": str(desk.capacity)}
        if request.method == "GET"
        else None
    )
    form.skills.choices = [(one.id, one.name) for one in {one.id: one for one in (*open_skills(), *had)}.values()]
    return save(
        form,
        lambda: actions.set_agent(
            myself(),
            agent,
            skill_ids=form.skills.data or [],
            languages=form.languages.data or "",
            capacity=int(form.capacity.data),
        ),
        page=lambda: _form_page(form, agent.display_name),
        said=_("Saved."),
        back=url_for("cases.skills"),
    )


def _form_page(form: SkillForm | RuleForm | AgentForm, title: str) -> str:
    return render_template("cases/desk_form.html", form=form, title=title, back=url_for("cases.skills"), active="admin")
