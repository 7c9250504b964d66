"""The lead's board; and what is done to a case past the queue: giving it to somebody, changing its severity."""

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import agent, me, myself
from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.cases.actions.assigning import assign
from app.cases.actions.severity import change_severity
from app.cases.desk.board import board_of
from app.cases.desk.forms import AssignForm, SeverityForm, severities
from app.cases.desk.skills import all_skills
from app.cases.models import Case
from app.cases.permissions import can_assign, can_be_given, can_see_the_team
from app.cases.queries import visible_case
from app.cases.severity import Severity
from app.cases.views import blueprint
from app.cases.views.desk import agent_called
from app.cases.views.entries import entry
from app.kit.saving import Answer, save
from app.kit.verdicts import require
from app.satisfaction.queries import said_lately


@blueprint.get("/workspace/team")
@agent
def team() -> str:
    require(can_see_the_team(me()))
    return render_template(
        "cases/team.html",
        board=board_of(myself()),
        skills={skill.slug: skill.name for skill in all_skills()},
        satisfaction=said_lately(),
        entry=entry,
        active="workspace",
    )


@blueprint.route("/cases/<reference>/assignment", methods=["GET", "POST"])
@agent
def assignment(reference: str) -> Answer:
    case, form = visible_case(me(), reference), AssignForm()
    require(can_assign(me(), case))
    people = [one for one in people_with(Role.AGENT, Role.LEAD) if can_be_given(case, one)]
    form.to.choices = [(one.id, one.display_name) for one in people]
    here = url_for("cases.show", reference=reference)
    return save(
        form,
        lambda: assign(myself(), case, to=agent_called(form.to.data), reason=form.reason.data),
        page=lambda: _page(form, case, _("Give this case to somebody"), _("Give it")),
        said=_("Given, and told."),
        back=here,
    )


@blueprint.route("/cases/<reference>/severity", methods=["GET", "POST"])
@agent
def severity(reference: str) -> Answer:
    case = visible_case(me(), reference)
    form = SeverityForm(data={"severity": case.severity.value})
    form.severity.choices = severities()
    return save(
        form,
        lambda: change_severity(myself(), case, severity=Severity(form.severity.data), reason=form.reason.data),
        page=lambda: _page(form, case, _("How grave is it?"), _("Change the severity")),
        said=_("Changed. Its place in the queue counts from when it came."),
        back=url_for("cases.show", reference=reference),
    )


def _page(form: AssignForm | SeverityForm, case: Case, title: str, yes: str) -> str:
    return render_template(
        "cases/case_form.html", form=form, case=case, entry=entry(case), title=title, yes=yes, active="workspace"
    )
