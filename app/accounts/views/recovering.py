"""A forgotten password, and the link to a new address."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.actions import addresses, passwords
from app.accounts.forms import AddressForm, OwnAddressForm, ResetForm
from app.accounts.gates import myself, public
from app.accounts.links import read_address, read_reset
from app.accounts.models import User
from app.accounts.views.blueprint import blueprint
from app.accounts.views.browser import address, attempt, begin, old_link, page
from app.kit.forms import Press


@blueprint.route("/password-reset", methods=["GET", "POST"])
@public
def ask_reset() -> Response:
    form = AddressForm()
    if form.submitted():
        fine, _nothing = attempt(form, lambda: passwords.ask_reset(email=form.email.data, address=address()))
        if fine:
            return redirect(url_for("accounts.reset_sent"))
    return page("ask_reset", form)


@blueprint.get("/password-reset/sent")
@public
def reset_sent() -> Response:
    sentence = _("If there is an account with this address, we sent it a link. It holds for one hour.")
    return page("check_mail", title=_("Check your mail"), sentence=sentence)


@blueprint.route("/password-reset/<token>", methods=["GET", "POST"])
@public
def reset(token: str) -> Response:
    user = read_reset(token)
    if user is None:
        return old_link(url_for("accounts.ask_reset"))
    form = ResetForm()
    if form.submitted():
        fine, known = attempt(form, lambda: passwords.reset(user, password=form.password.data))
        if fine:
            begin(known)
            flash(_("You have a new password. Every other browser was signed out."), "success")
            return redirect(url_for("site.home"))
    return page("reset", form, email=user.email)


@blueprint.route("/new-address/<token>", methods=["GET", "POST"])
@public
def confirm_address(token: str) -> Response:
    """Whoever asked confirms it: signed in, or with the password. To anybody else the mail came unasked."""
    user = read_address(token)
    if user is None:
        return old_link(url_for("accounts.change_address"))
    form = Press() if current_user.id == user.id else OwnAddressForm()
    if form.submitted():
        fine, _user = attempt(form, lambda: _confirmed(user, form))
        if fine:
            flash(_("Your new address holds from now on."), "success")
            return redirect(url_for("accounts.change_address"))
    return page("confirm_address", form, email=user.new_email)


def _confirmed(user: User, form: Press | OwnAddressForm) -> User:
    if isinstance(form, OwnAddressForm):
        return addresses.confirm_elsewhere(user, password=form.password.data, address=address())
    return addresses.confirm_address(myself())
