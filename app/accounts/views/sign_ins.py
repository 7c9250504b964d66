"""Where one is signed in, and ending it there."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.actions import signing_in
from app.accounts.browsers import described
from app.accounts.gates import member, myself
from app.accounts.models import SignIn
from app.accounts.queries import sign_ins_of
from app.accounts.settings_tabs import tabs
from app.accounts.views.blueprint import blueprint
from app.accounts.views.browser import page, pressed


def _named(row: SignIn) -> str:
    browser, system = described(row.browser)
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("A browser that does not say its name")


@blueprint.get("/settings/sign-ins")
@member
def sign_ins() -> Response:
    rows = [(row, _named(row), row.id == current_user.sign_in_id) for row in sign_ins_of(myself())]
    return page("sign_ins", rows=rows, tabs=tabs("accounts.sign_ins"))


@blueprint.post("/settings/sign-ins/<int:sign_in_id>/end")
@member
def end_sign_in(sign_in_id: int) -> Response:
    pressed()
    signing_in.end_sign_in(myself(), sign_in_id)
    flash(_("That browser is signed out."), "success")
    return redirect(url_for("accounts.sign_ins"))


@blueprint.post("/settings/sign-ins/end-others")
@member
def end_others() -> Response:
    pressed()
    ended = signing_in.end_other_sign_ins(myself(), but=current_user.sign_in_id)
    flash(ngettext("%(num)s browser was signed out.", "%(num)s browsers were signed out.", ended), "success")
    return redirect(url_for("accounts.sign_ins"))
