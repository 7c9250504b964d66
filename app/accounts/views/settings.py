"""One's own profile, password and address; leaving."""

from typing import TypeVar

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.actions import addresses, passwords
from app.accounts.actions import profile as profiles
from app.accounts.forms import CloseForm, NewAddressForm, PasswordForm, ProfileForm
from app.accounts.gates import member, myself
from app.accounts.permissions import can_close
from app.accounts.settings_tabs import tabs
from app.accounts.views.blueprint import blueprint
from app.accounts.views.browser import attempt, end, page
from app.catalogue.brand import brand
from app.kit.forms import Form

Own = TypeVar("Own", bound=Form)


def _saved(sentence: str, endpoint: str) -> Response:
    flash(sentence, "success")
    return redirect(url_for(endpoint))


def _as_needed(form: Own) -> Own:
    """Without the field for the present password, for somebody who came by a link and has none."""
    if current_user.password_hash is None:
        del form.current
    return form


def _current(form: Form) -> str:
    return form.current.data if "current" in form else ""


@blueprint.route("/settings", methods=["GET", "POST"])
@member
def settings() -> Response:
    form = ProfileForm(
        data={
            "name": current_user.display_name,
            "about": current_user.about,
            "locale": current_user.locale or "",
            "time_zone": current_user.time_zone or "",
        }
    )
    if form.submitted():
        fine, _nothing = attempt(
            form,
            lambda: profiles.change_profile(
                myself(),
                name=form.name.data,
                about=form.about.data or "",
                locale=form.locale.data or None,
                time_zone=form.time_zone.data or None,
                brand=brand().name,
            ),
        )
        if fine:
            return _saved(_("Saved."), "accounts.settings")
    return page("settings", form, tabs=tabs("accounts.settings"))


@blueprint.route("/settings/password", methods=["GET", "POST"])
@member
def change_password() -> Response:
    form = _as_needed(PasswordForm())
    if form.submitted():
        sign_in_id = current_user.sign_in_id
        fine, _user = attempt(
            form,
            lambda: passwords.change_password(
                myself(), current=_current(form), password=form.password.data, sign_in_id=sign_in_id
            ),
        )
        if fine:
            return _saved(_("Changed. Every other browser was signed out."), "accounts.change_password")
    return page("password", form, tabs=tabs("accounts.change_password"))


@blueprint.route("/settings/address", methods=["GET", "POST"])
@member
def change_address() -> Response:
    form = _as_needed(NewAddressForm())
    if form.submitted():
        fine, _user = attempt(
            form,
            lambda: addresses.ask_address_change(myself(), email=form.email.data, current=_current(form)),
        )
        if fine:
            sentence = _("We sent a link to the new address. Until you follow it, the old one holds.")
            return _saved(sentence, "accounts.change_address")
    return page("address", form, tabs=tabs("accounts.change_address"))


@blueprint.route("/settings/close", methods=["GET", "POST"])
@member
def close() -> Response:
    form = _as_needed(CloseForm())
    if form.submitted():
        fine, _nothing = attempt(form, lambda: profiles.close_account(myself(), current=_current(form)))
        if fine:
            end()
            return redirect(url_for("site.home"))
    verdict = can_close(myself())
    return page("close", form, tabs=tabs("accounts.settings"), verdict=verdict, stayed=request.method == "GET")
