"""Signing in and out: one answer for every mistake, a new session each time, and nowhere else to be sent."""

import pytest
from argon2 import PasswordHasher

from app.accounts.actions.signing_in import Unconfirmed, recognise
from app.accounts.models import User
from app.accounts.queries import user_by_email
from app.accounts.views.browser import SIGNED_IN
from app.kit.errors import Invalid
from tests.accounts.steps import kinds, register, row, standing_sign_ins
from tests.visiting import Visitor
from tests.world import PASSWORD, World

HERE = "192.0.2.7"


def test_recognised_by_address_and_password(world: World) -> None:
    with world.acting("ben"):
        assert recognise(email="ANN@example.org ", password=PASSWORD, address=HERE).id == world.ids["ann"]
    for email, password in (("ann@example.org", "wrong"), ("nobody@example.org", PASSWORD), ("ann@example.org", "")):
        with world.acting("ben"), pytest.raises(Invalid) as refusal:
            recognise(email=email, password=password, address=HERE)
        assert refusal.value.message == "The address or the password is not right."


@pytest.mark.usefixtures("real_passwords")
def test_a_hash_of_older_rules_is_renewed(world: World) -> None:
    with world.acting("ann") as ann:
        ann.password_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with world.acting("ben"):
        recognise(email="ann@example.org", password=PASSWORD, address=HERE)
    assert "m=19456,t=2" in row(world.app, "ann@example.org").password_hash
    with world.acting("ben"):
        recognise(email="ann@example.org", password=PASSWORD, address=HERE)


def test_an_unconfirmed_address_is_said_only_to_who_knows_the_password(world: World) -> None:
    with world.acting("ann") as ann:
        ann.email_confirmed_at = None
    with world.acting("ben"), pytest.raises(Unconfirmed):
        recognise(email="ann@example.org", password=PASSWORD, address=HERE)
    with world.acting("ben"), pytest.raises(Invalid):
        recognise(email="ann@example.org", password="wrong password", address=HERE)


def test_nobody_signs_in_without_a_password_or_after_leaving(world: World) -> None:
    with world.acting("ann") as ann:
        ann.password_hash = None
    for guess in ("", "None", "nobody has this password"):
        with world.acting("ben"), pytest.raises(Invalid):
            recognise(email="ann@example.org", password=guess, address=HERE)


def test_in_and_out(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    assert "Ann" in visitor.text("/settings")
    assert visitor.get("/settings").headers["Cache-Control"] == "no-store"
    answer = visitor.post("/sign-out")
    assert (answer.status_code, answer.location) == (302, "/")
    assert visitor.get("/settings").status_code == 302
    assert standing_sign_ins(world.app) == 0
    assert kinds(world.app) == ["account:signed_in"]


def test_a_kept_cookie_is_worth_nothing_after_signing_out(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    kept = visitor.client.get_cookie("session").value
    visitor.post("/sign-out")
    thief = Visitor(world.app)
    thief.client.set_cookie("session", kept)
    assert thief.get("/settings").status_code == 302


def test_the_session_begins_anew(world: World, visitor: Visitor) -> None:
    """A session that somebody else put into this browser is worth nothing once its owner signs in."""
    visitor.get("/sign-in")
    with visitor.client.session_transaction() as session:
        session["planted"] = "here"
        before = session.get("csrf_token")
    visitor.signed_in_as("ann@example.org")
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != before
        first = session[SIGNED_IN]
    visitor.post("/sign-in", {"email": "ben@example.org", "password": PASSWORD}, form_at="/settings")
    with visitor.client.session_transaction() as session:
        assert session[SIGNED_IN] != first
    assert standing_sign_ins(world.app) == 1, "the browser's earlier sign-in ended"


def test_the_cookie_holds_no_id_and_is_for_http_alone(world: World, visitor: Visitor) -> None:
    token = visitor.token("/sign-in")
    given = {"email": "ann@example.org", "password": PASSWORD, "csrf_token": token}
    cookie = visitor.client.post("/sign-in", data=given).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    with visitor.client.session_transaction() as session:
        assert len(session[SIGNED_IN]) >= 43


def test_wrong_and_unknown_look_the_same(world: World) -> None:
    pages = []
    for email in ("ann@example.org", "nobody@example.org"):
        visitor = Visitor(world.app)
        answer = visitor.post("/sign-in", {"email": email, "password": "not this one"}, form_at="/sign-in")
        assert answer.status_code == 422
        body = answer.get_data(as_text=True).replace(email, "SOMEBODY")
        pages.append([line for line in body.splitlines() if "csrf_token" not in line and 'name="once"' not in line])
        assert "not this one" not in body, "a password is never shown again"
    assert pages[0] == pages[1]


def test_the_page_says_how_to_confirm(world: World, visitor: Visitor) -> None:
    register(visitor)
    answer = visitor.post(
        "/sign-in", {"email": "zoe@example.org", "password": "seven wet paper boats"}, form_at="/sign-in"
    )
    assert answer.status_code == 403
    assert "/confirmation" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\tevil.example",
        "/%09//evil.example\n",
        "javascript:alert(1)",
        "http:evil.example",
        "evil.example",
        " //evil.example",
        "/" + "a" * 600,
        "",
    ],
)
def test_nobody_is_sent_elsewhere(world: World, visitor: Visitor, evil: str) -> None:
    token = visitor.token("/sign-in")
    given = {"email": "ann@example.org", "password": PASSWORD, "csrf_token": token}
    answer = visitor.client.post("/sign-in", query_string={"next": evil}, data=given)
    assert (answer.status_code, answer.location) == (302, "/")
    assert visitor.client.get("/sign-in", query_string={"next": evil}).location == "/"


def test_back_to_where_one_was(world: World, visitor: Visitor) -> None:
    token = visitor.token("/sign-in")
    given = {"email": "ann@example.org", "password": PASSWORD, "csrf_token": token}
    answer = visitor.client.post("/sign-in", query_string={"next": "/questions?page=2"}, data=given)
    assert answer.location == "/questions?page=2"


def test_suspended_people_sign_in_and_read(world: World, visitor: Visitor) -> None:
    from datetime import timedelta

    from app.kit.clock import now

    with world.acting("ann") as ann:
        ann.suspended_until = now() + timedelta(days=1)
    visitor.signed_in_as("ann@example.org")
    assert visitor.get("/settings").status_code == 200
    answer = visitor.post("/settings", {"name": "Other", "locale": "", "time_zone": ""}, form_at="/settings")
    assert answer.status_code == 403
    assert "suspended" in answer.get_data(as_text=True)
    assert row(world.app, "ann@example.org").display_name == "Ann"


def test_signing_out_needs_the_page_s_token(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    assert visitor.client.post("/sign-out").status_code == 422
    assert visitor.get("/settings").status_code == 200
    assert visitor.get("/sign-out").status_code == 405


def test_people_with_accounts_are_found_by_any_case(world: World) -> None:
    with world.looking():
        found = user_by_email("  aNN@EXAMPLE.org ")
        assert isinstance(found, User)
