"""The gates of product roles, for views. `@public` says that anybody may try; what they see is decided elsewhere."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_login import current_user

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.permissions import SUSPENDED
from app.accounts.roles import Role
from app.kit.access import gate
from app.kit.errors import Refused


def me() -> User | Guest:
    """Whoever is asking, as the object itself: actions are given no proxies."""
    return current_user._get_current_object()


def myself() -> User:
    """Whoever is asking, behind a gate that lets in only those who are signed in."""
    user = me()
    if not isinstance(user, User):
        abort(401)
    return user


def _anybody() -> None:
    return None


def _signed_in() -> Any:
    if not current_user.is_guest:
        return None
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return abort(401)


def _with(*roles: Role) -> Any:
    def let_in() -> Any:
        answer = _signed_in()
        if answer is None and not current_user.holds(*roles):
            abort(404)
        if answer is None and not current_user.has(*roles):
            raise Refused(SUSPENDED)
        return answer

    return let_in


public = gate("public", _anybody)
member = gate("member", _signed_in)
staff = gate("staff", _with(*Role))
agent = gate("agent", _with(Role.AGENT, Role.LEAD))
lead = gate("lead", _with(Role.LEAD, Role.ADMINISTRATOR))
moderator = gate("moderator", _with(Role.MODERATOR, Role.ADMINISTRATOR))
moderation = gate("moderation", _with(Role.MODERATOR, Role.LEAD, Role.AGENT, Role.ADMINISTRATOR))
people = gate("people", _with(Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR))
administrator = gate("administrator", _with(Role.ADMINISTRATOR))
