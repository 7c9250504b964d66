"""Signing in and out."""

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts.actions import signing_in
from app.accounts.actions.signing_in import UNCONFIRMED
from app.accounts.forms import SignInForm
from app.accounts.gates import public
from app.accounts.views.blueprint import blueprint
from app.accounts.views.browser import address, attempt, begin, end, onward, page, pressed
from app.kit.texts import Text


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    if request.method == "GET" and not current_user.is_guest:
        return onward()
    form = SignInForm()
    if form.submitted():
        fine, user = attempt(
            form,
            lambda: signing_in.recognise(email=form.email.data, password=form.password.data, address=address()),
        )
        if fine:
            begin(user)
            return onward()
    unconfirmed = str(Text(UNCONFIRMED)) in form.form_errors
    return page("sign_in", form, unconfirmed=unconfirmed, next=request.args.get("next"))


@blueprint.post("/sign-out")
@public
def sign_out() -> Response:
    pressed()
    end()
    return redirect(url_for("site.home"))
