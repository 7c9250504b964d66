"""Accepting an invitation to the staff."""

from flask import flash, redirect, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.actions import inviting
from app.accounts.forms import JoinForm
from app.accounts.gates import myself, public
from app.accounts.links import read_invitation
from app.accounts.queries import user_by_email
from app.accounts.roles import ROLE_NAMES, PostingRole
from app.accounts.views.blueprint import blueprint
from app.accounts.views.browser import attempt, begin, old_link, page
from app.kit.forms import Press
from app.kit.texts import Text


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@public
def invitation(token: str) -> Response:
    """A newcomer makes an account here; whoever has one with the address accepts with it."""
    found = read_invitation(token)
    if found is None:
        return old_link()
    known = user_by_email(found.email)
    new = known is None
    form = JoinForm() if new else Press()
    mine = not current_user.is_guest and known is not None and known.id == current_user.id
    if (new or mine) and form.submitted():
        fine, user = attempt(
            form,
            lambda: (
                inviting.accept_as_new(
                    found, name=form.name.data, password=form.password.data, locale=get_locale().language
                )
                if new
                else inviting.accept_with_account(myself(), found)
            ),
        )
        if fine:
            begin(user)
            flash(_("Welcome to the staff."), "success")
            return redirect(url_for("site.home"))
    role = Text(ROLE_NAMES[PostingRole(found.role.value)])
    return page("invitation", form, email=found.email, role=role, new=new, mine=mine, here=request.path)
