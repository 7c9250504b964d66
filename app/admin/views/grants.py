"""Roles, the spokesperson grant, the employee mark, topics: each one button, asked once more where it weighs."""

from collections.abc import Callable
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from app.accounts.actions import experts, granting
from app.accounts.gates import administrator, myself, people
from app.accounts.models import User
from app.accounts.roles import Role
from app.admin.people import somebody
from app.admin.views import blueprint
from app.admin.views.people import page_of, role_name, topic_form
from app.kit.pressing import Answer as Pressed
from app.kit.pressing import press
from app.kit.saving import Answer, save

ROLE = "<any(agent, lead, moderator, administrator):role>"


def _press(user: User, change: Callable[[], Any], title: str, yes: str, sentence: str = "") -> Pressed:
    return press(
        change, title=title, yes=yes, sentence=sentence, said=_("Done."), back=url_for("admin.user", user_id=user.id)
    )


@blueprint.route(f"/admin/users/<int:user_id>/roles/{ROLE}", methods=["GET", "POST"])
@administrator
def role_grant(user_id: int, role: str) -> Pressed:
    user, wanted = somebody(user_id), Role(role)
    two = wanted is Role.ADMINISTRATOR and granting.administrators() > 1
    asked = _press(
        user,
        lambda: granting.grant_role(myself(), user, wanted),
        _("Give %(name)s a role: %(role)s?", name=user.display_name, role=role_name(wanted)),
        _("Propose it") if two else _("Give the role"),
        _("A second administrator has to agree before it holds.")
        if two
        else _("Staff do not vote, and are no experts of topics. What was written before keeps the role it had."),
    )
    if two and not isinstance(asked, str | tuple):
        flash(_("It waits for a second administrator, on the page of approvals."), "info")
    return asked


@blueprint.route(f"/admin/users/<int:user_id>/roles/{ROLE}/revocation", methods=["GET", "POST"])
@administrator
def role_revocation(user_id: int, role: str) -> Pressed:
    user, held = somebody(user_id), Role(role)
    return _press(
        user,
        lambda: granting.revoke_role(myself(), user, held),
        _("Take a role from %(name)s: %(role)s?", name=user.display_name, role=role_name(held)),
        _("Take away"),
        _("It ends with the next page they open. What was written before keeps the role it had."),
    )


@blueprint.route("/admin/users/<int:user_id>/spokesperson", methods=["GET", "POST"])
@administrator
def spokesperson(user_id: int) -> Pressed:
    user = somebody(user_id)
    return _press(
        user,
        lambda: granting.grant_spokesperson(myself(), user),
        _("Make %(name)s a spokesperson?", name=user.display_name),
        _("Make spokesperson"),
        _("A spokesperson may make an answer the company's official one."),
    )


@blueprint.route("/admin/users/<int:user_id>/spokesperson/revocation", methods=["GET", "POST"])
@administrator
def spokesperson_revocation(user_id: int) -> Pressed:
    user = somebody(user_id)
    return _press(
        user,
        lambda: granting.revoke_spokesperson(myself(), user),
        _("Is %(name)s no spokesperson any more?", name=user.display_name),
        _("Take away"),
    )


@blueprint.route("/admin/users/<int:user_id>/employment", methods=["GET", "POST"])
@administrator
def employment(user_id: int) -> Pressed:
    user = somebody(user_id)
    return _press(
        user,
        lambda: granting.mark_employee(myself(), user, True),
        _("Does %(name)s work for the company?", name=user.display_name),
        _("Mark as employee"),
        _("Posts written from now on say so: employee, personal view."),
    )


@blueprint.route("/admin/users/<int:user_id>/employment/revocation", methods=["GET", "POST"])
@administrator
def employment_revocation(user_id: int) -> Pressed:
    user = somebody(user_id)
    return _press(
        user,
        lambda: granting.mark_employee(myself(), user, False),
        _("Does %(name)s no longer work for the company?", name=user.display_name),
        _("No longer an employee"),
    )


@blueprint.post("/admin/users/<int:user_id>/topics")
@people
def topics(user_id: int) -> Answer:
    user = somebody(user_id)
    form = topic_form(user, fresh=False)
    return save(
        form,
        lambda: experts.appoint_expert(myself(), user, form.tag.data),
        page=lambda: page_of(user, form),
        said=_("Appointed for ninety days."),
        back=url_for("admin.user", user_id=user.id),
    )


@blueprint.route("/admin/users/<int:user_id>/topics/<int:tag_id>/end", methods=["GET", "POST"])
@people
def topic_end(user_id: int, tag_id: int) -> Pressed:
    user = somebody(user_id)
    return _press(
        user,
        lambda: experts.end_expertise(myself(), user, tag_id),
        _("End the appointment of %(name)s?", name=user.display_name),
        _("End it"),
        _("What was written as an expert keeps that role."),
    )
