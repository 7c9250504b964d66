"""The address of an account and the sender of a report, each behind its reason; and one's own list of who looked."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from app.accounts.gates import me, member, moderator, myself
from app.accounts.models import User
from app.accounts.queries import person as person_by_id
from app.accounts.settings_tabs import add_tab, tabs
from app.decisions.models import Report
from app.decisions.queries import report_for, subject_of
from app.identities import permissions
from app.identities.actions import look_at_address, look_at_reporter
from app.identities.forms import LookForm
from app.identities.models import LASTS
from app.identities.queries import looks_at, open_look, sender_of, was_looked_at
from app.kit.errors import Unseen
from app.kit.saving import Answer, save
from app.kit.texts import N_
from app.kit.verdicts import require

blueprint = Blueprint("identities", __name__)
blueprints = (blueprint,)

LOOKS = "identities.looks"


def _looked_at() -> bool:
    mine = me()
    return isinstance(mine, User) and was_looked_at(mine)


add_tab(LOOKS, N_("Who looked"), wanted=_looked_at)


@blueprint.route("/admin/users/<int:user_id>/address", methods=["GET", "POST"])
@moderator
def address(user_id: int) -> Answer:
    person = person_by_id(user_id)
    if person is None:
        raise Unseen
    require(permissions.can_see_address(myself(), person))
    return _behind_a_reason(
        lambda reason: look_at_address(myself(), person, reason=reason),
        person,
        None,
        up=(person.display_name, url_for("admin.user", user_id=person.id)),
        active="admin",
    )


@blueprint.route("/moderation/reports/<int:report_id>/reporter", methods=["GET", "POST"])
@moderator
def reporter(report_id: int) -> Answer:
    report = report_for(me(), report_id)
    person = sender_of(report)
    require(permissions.can_see_reporter(myself(), person, subject_of(report)))
    if person is None:
        raise Unseen
    return _behind_a_reason(
        lambda reason: look_at_reporter(myself(), report, reason=reason),
        person,
        report,
        up=(_("The report"), url_for("moderation.report", report_id=report.id)),
        active="moderation",
    )


def _behind_a_reason(
    look: Callable[[str], object], person: User, report: Report | None, *, up: tuple[str, str], **frame: Any
) -> Answer:
    """The form, or for as long as the look lasts what it was for."""
    form = LookForm()
    return save(
        form,
        lambda: look(form.reason.data or ""),
        page=lambda: render_template(
            "identities/look.html",
            form=form,
            person=person,
            report=report,
            seen=open_look(myself(), person, report),
            minutes=LASTS.seconds // 60,
            up=up,
            noindex=True,
            **frame,
        ),
        said=_("It is kept that you look, and why; the person concerned is told."),
        back=request.path,
    )


@blueprint.get("/settings/looks")
@member
def looks() -> str:
    return render_template("identities/mine.html", looks=looks_at(myself()), tabs=tabs(LOOKS), noindex=True)
