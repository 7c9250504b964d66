"""Being away: one's own absences, and those of others for whoever sets the desk."""

from datetime import date, datetime, time, timedelta

from flask import render_template, url_for
from flask_babel import gettext as _

from app.accounts.gates import agent, lead, me, myself, staff
from app.accounts.models import User
from app.accounts.roles import Role
from app.cases.actions.absences import end_absence, set_absence
from app.cases.desk.forms import AbsenceForm
from app.cases.desk.models import Absence
from app.cases.desk.presence import absence_called, coming_absences
from app.cases.permissions import can_set_absence
from app.cases.queries import hours_now
from app.cases.views import blueprint
from app.cases.views.desk import agent_called
from app.kit.errors import Unseen
from app.kit.pressing import press
from app.kit.saving import Answer, save


def _midnight(day: date) -> datetime:
    """The beginning of a day where the desk is."""
    return datetime.combine(day, time(), hours_now().tz)


def _set(form: AbsenceForm, who: User) -> None:
    until = _midnight(form.until.data + timedelta(days=1))
    set_absence(myself(), who, from_at=_midnight(form.from_day.data), until_at=until)


def _page(form: AbsenceForm, who: User, back: str) -> Answer:
    return save(
        form,
        lambda: _set(form, who),
        page=lambda: render_template(
            "cases/absence.html",
            form=form,
            who=who,
            own=who.id == me().id,
            absences=coming_absences(who.id),
            back=back,
            active="workspace",
        ),
        said=_("Saved."),
        back=back,
    )


@blueprint.route("/workspace/absence", methods=["GET", "POST"])
@agent
def away() -> Answer:
    return _page(AbsenceForm(), myself(), url_for("cases.away"))


@blueprint.route("/admin/desk/<int:agent_id>/absence", methods=["GET", "POST"])
@lead
def agent_away(agent_id: int) -> Answer:
    return _page(AbsenceForm(), agent_called(agent_id), url_for("cases.skills"))


@blueprint.route("/absences/<int:absence_id>/end", methods=["GET", "POST"])
@staff
def absence_end(absence_id: int) -> Answer:
    """Of others only for whoever sets the desk: for anybody else it is not there."""
    found = absence_called(absence_id)
    if found is None or not _may_see(found):
        raise Unseen
    own = found.user_id == me().id
    return press(
        lambda: end_absence(myself(), found),
        title=_("End this absence?"),
        sentence=_("Cases can be taken again from now on."),
        yes=_("End it"),
        back=url_for("cases.away") if own else url_for("cases.skills"),
        said=_("Welcome back.") if own else _("Ended."),
        may=can_set_absence(me(), agent_called(found.user_id)),
    )


def _may_see(absence: Absence) -> bool:
    return absence.user_id == me().id or me().has(Role.LEAD, Role.ADMINISTRATOR)
