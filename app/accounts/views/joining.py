"""Registering and confirming the address."""

from flask import redirect, request, session, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.actions import registering
from app.accounts.forms import AddressForm, ConfirmForm, RegisterForm
from app.accounts.gates import public
from app.accounts.links import read_confirmation
from app.accounts.views.blueprint import blueprint
from app.accounts.views.browser import address, attempt, begin, old_link, onward, page
from app.catalogue.brand import brand
from app.kit.forms import Press

PROOF = "registered"
"""In the session: that this browser chose a password. Says nothing about whether an account was made with it."""


@blueprint.route("/register", methods=["GET", "POST"])
@public
def register() -> Response:
    if request.method == "GET" and not current_user.is_guest:
        return onward()
    form = RegisterForm()
    if form.submitted():
        fine, proof = attempt(
            form,
            lambda: registering.register(
                name=form.name.data,
                email=form.email.data,
                password=form.password.data,
                address=address(),
                locale=get_locale().language,
                brand=brand().name,
            ),
        )
        if fine:
            session[PROOF] = proof
            return redirect(url_for("accounts.check_mail"))
    return page("register", form, next=request.args.get("next"))


@blueprint.get("/register/sent")
@public
def check_mail() -> Response:
    return page("check_mail", title=_("Check your mail"), sentence=_("We sent you a link. It holds for three days."))


@blueprint.route("/confirmation", methods=["GET", "POST"])
@public
def ask_confirmation() -> Response:
    form = AddressForm()
    if form.submitted():
        fine, _nothing = attempt(form, lambda: registering.ask_confirmation(email=form.email.data, address=address()))
        if fine:
            return redirect(url_for("accounts.check_mail"))
    return page("ask_confirmation", form)


@blueprint.route("/confirmation/<token>", methods=["GET", "POST"])
@public
def confirm(token: str) -> Response:
    """Opening the link changes nothing: mail programs open links by themselves. The button does."""
    user = read_confirmation(token)
    if user is None or user.email_confirmed_at:
        return old_link(url_for("accounts.ask_confirmation"), done=bool(user))
    proof = session.get(PROOF)
    form = Press() if registering.chosen_here(user, proof) else ConfirmForm()
    if form.submitted():
        password = form.password.data if isinstance(form, ConfirmForm) else ""
        fine, confirmed = attempt(
            form, lambda: registering.confirm(user, proof=proof, password=password, address=address())
        )
        if fine:
            begin(confirmed)
            return redirect(url_for("accounts.settings"))
    return page("confirm", form, email=user.email)
