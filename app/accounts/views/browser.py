"""The browser at the other end: where it is, beginning and ending its session, where it may be sent."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Response, g, make_response, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.actions import signing_in
from app.accounts.browsers import SIGNED_IN, WHO
from app.accounts.models import User
from app.accounts.queries import actor
from app.kit.errors import Invalid
from app.kit.forms import Form, Press
from app.kit.texts import N_

NEXT_MAX = 500


def address() -> str:
    return request.remote_addr or ""


def local_path(raw: str | None) -> str:
    """The path, if it leads into this site; otherwise home.

    Browsers read a backslash as a slash and drop control characters, so that "/\\\\evil" or "/<tab>/evil" would lead out.
    """
    path = raw or ""
    parts = urlsplit(path) if len(path) <= NEXT_MAX and path.startswith("/") and path.isprintable() else None
    if parts is None or parts.scheme or parts.netloc or "\\" in path or path.startswith("//"):
        return url_for("site.home")
    return path


def onward() -> AnyResponse:
    return redirect(local_path(request.args.get("next")))


def begin(user: User) -> None:
    """Signs this browser in, in a session that begins anew: nothing that was in it before is carried over."""
    earlier = session.get(SIGNED_IN)
    token = signing_in.sign_in(
        user, address=address(), browser=request.headers.get("User-Agent", ""), instead_of=earlier
    )
    session.clear()
    user.sign_in_token = token
    login_user(user)
    session[WHO] = user.id
    session.permanent = True


def end() -> None:
    """Signs this browser out."""
    if token := session.get(SIGNED_IN):
        signing_in.sign_out(token)
    session.clear()


def pressed() -> None:
    """Raises Invalid unless the button of a page of ours, not too old, was pressed."""
    if not Press().submitted():
        raise Invalid(
            N_("That page had been open for too long. Go back, load it again and press the button once more.")
        )


def attempt(form: Form, change: Callable[[], Any]) -> tuple[bool, Any]:
    """As form.attempt. Some changes of accounts end the transaction in between, so whoever is signed in is loaded anew."""
    try:
        return form.attempt(change)
    finally:
        if not current_user.is_guest:
            actor(current_user.id)


def page(template: str, form: Form | None = None, *, status: int | None = None, **values: Any) -> Response:
    """A page of accounts; as the answer to a form that could not be taken, with the status that says so."""
    html = render_template(f"accounts/{template}.html", form=form, noindex=True, **values)
    return make_response(html, status or (g.get("form_status", 422) if request.method == "POST" else 200))


def old_link(again: str | None = None, *, done: bool = False) -> Response:
    """For a link that is forged, used or too old: one answer, and where to ask for another."""
    return page("old_link", status=410, again=again, done=done)
