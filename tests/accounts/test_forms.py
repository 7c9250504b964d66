"""Every form of accounts with what nobody should send: a sentence, the right status, and nothing changed."""

from typing import Any

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from tests.accounts.steps import GOOD, link_for
from tests.visiting import Visitor
from tests.world import PASSWORD, World

PUBLIC: dict[str, dict[str, Any]] = {
    "/register": {"name": "Zoe", "email": "zoe@example.org", "password": GOOD},
    "/sign-in": {"email": "ann@example.org", "password": PASSWORD},
    "/password-reset": {"email": "ann@example.org"},
    "/confirmation": {"email": "ann@example.org"},
    "reset": {"password": GOOD},
}
OWN: dict[str, dict[str, Any]] = {
    "/settings": {"name": "Anna", "about": "", "locale": "it", "time_zone": ""},
    "/settings/password": {"current": PASSWORD, "password": GOOD},
    "/settings/address": {"current": PASSWORD, "email": "anna@example.com"},
    "/settings/close": {"current": PASSWORD},
}
FORMS = {**PUBLIC, **OWN}
OPTIONAL = {"about", "locale", "time_zone"}
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain")


def _everybody(world: World) -> list[tuple[Any, ...]]:
    with world.app.app_context():
        return [tuple(row) for row in db.session.execute(select(User.__table__).order_by(User.id))]


def _ready(world: World, path: str) -> tuple[Visitor, str]:
    """A visitor who may send this form, and its address."""
    visitor = Visitor(world.app)
    if path in OWN:
        visitor.signed_in_as("ann@example.org")
    return visitor, link_for(world.app, "ann@example.org", "reset_path") if path == "reset" else path


def _wrong(path: str) -> list[tuple[str, dict[str, Any]]]:
    good = FORMS[path]
    cases = [("without a token", {**good, "csrf_token": ""}), ("with a forged one", {**good, "csrf_token": "Ij.x.y"})]
    for field in good:
        cases.append((f"{field} twice", {**good, field: [good[field] or "x", "another"]}))
        cases.append((f"{field} too long", {**good, field: "x " * 600}))
        if field not in OPTIONAL:
            cases.append((f"{field} missing", {key: value for key, value in good.items() if key != field}))
            cases.append((f"{field} of spaces", {**good, field: "   "}))
    return cases


@pytest.mark.parametrize("path", FORMS)
def test_what_nobody_should_send(world: World, path: str) -> None:
    before = _everybody(world)
    visitor, address = _ready(world, path)
    token = visitor.token(address)
    for name, data in _wrong(path):
        answer = visitor.client.post(address, data={"csrf_token": token, **data})
        assert answer.status_code == 422, name
        body = answer.get_data(as_text=True)
        assert 'role="alert"' in body, name
        assert GOOD not in body, name
        assert PASSWORD not in body, name
        if "token" in name and "email" in data:
            assert str(data["email"]) in body, "what was typed comes back"
    assert _everybody(world) == before


@pytest.mark.parametrize("path", FORMS)
def test_what_is_right_is_taken(world: World, path: str) -> None:
    visitor, address = _ready(world, path)
    assert visitor.post(address, FORMS[path], form_at=address).status_code == 302


@pytest.mark.parametrize("body", [b"\xff\xfe=\x80", b"[1, 2]", b"=&=&=", b"a" * 5000])
def test_bytes_that_are_no_form(world: World, visitor: Visitor, body: bytes) -> None:
    for path in ("/register", "/sign-in", "/password-reset", "/confirmation"):
        for kind in KINDS:
            answer = visitor.client.post(path, data=body, content_type=kind)
            assert answer.status_code in (400, 413, 422), (path, kind)


def test_forms_are_kept_nowhere(world: World, visitor: Visitor) -> None:
    for path in ("/register", "/sign-in", "/password-reset", "/confirmation", "/register/sent", "/password-reset/sent"):
        answer = visitor.get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert 'content="noindex"' in answer.get_data(as_text=True), path
