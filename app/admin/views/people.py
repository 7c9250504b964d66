"""People: found by name, and one person's page with what staff may change about them."""

from flask import current_app, render_template, request, url_for

from app.accounts.actions.experts import APPOINTED_FOR
from app.accounts.gates import me, people
from app.accounts.models import User
from app.accounts.permissions import can_appoint_expert, can_change_employment, can_lift_suspension, can_suspend
from app.accounts.queries import sign_ins_of
from app.accounts.roles import ROLE_NAMES, PostingRole, Role
from app.admin import people as found
from app.admin.forms import TopicForm
from app.admin.views import blueprint
from app.catalogue.choices import all_tags
from app.decisions.permissions import MODERATORS
from app.decisions.queries import decisions_on
from app.identities.permissions import can_see_address
from app.kit.texts import Text

SUSPENSION = "moderation.user"
"""Where moderators decide about a person, if that page is there."""


def role_name(role: Role) -> Text:
    return Text(ROLE_NAMES[PostingRole(role.value)])


@blueprint.get("/admin/users")
@people
def users() -> str:
    words = request.args.get("q", "")[: found.WORDS_MAX]
    chosen = request.args.get("role", "")
    role = Role(chosen) if chosen in set(Role) else None
    by_address = found.may_look_by_address(me())
    return render_template(
        "admin/users.html",
        users=found.found_by(words, role, by_address=by_address),
        by_address=by_address,
        words=words,
        role=role,
        roles=[(one.value, role_name(one)) for one in Role],
        role_name=role_name,
        most=found.SHOWN,
        active="admin",
    )


def topic_form(user: User, *, fresh: bool = True) -> TopicForm:
    form = TopicForm(formdata=None) if fresh else TopicForm()
    form.tag.choices = [(tag.id, tag.slug) for tag in all_tags()]
    return form


def page_of(user: User, form: TopicForm | None = None) -> str:
    mine = me()
    runs = mine.has(Role.ADMINISTRATOR)
    suspension = url_for(SUSPENSION, user_id=user.id) if SUSPENSION in current_app.view_functions else None
    return render_template(
        "admin/user.html",
        person=user,
        role_name=role_name,
        roles=list(Role),
        topics=found.topics_of(user),
        form=form or topic_form(user),
        days=APPOINTED_FOR.days,
        may_appoint=can_appoint_expert(mine, user),
        may_change=can_change_employment(mine, user),
        may_suspend=can_lift_suspension(mine, user) if user.is_suspended else can_suspend(mine, user),
        suspension=suspension,
        may_see_address=can_see_address(mine, user),
        sign_ins=len(sign_ins_of(user)),
        history=found.history_of(user),
        decisions=decisions_on(user) if mine.has(*MODERATORS) else (),
        deeds=found.deeds_of(user) if runs and user.is_staff else (),
        active="admin",
    )


@blueprint.get("/admin/users/<int:user_id>")
@people
def user(user_id: int) -> str:
    return page_of(found.somebody(user_id))
