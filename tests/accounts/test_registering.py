"""Register, prove the address, ask for another mail; and nothing tells which addresses have accounts."""

from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.actions import registering
from app.accounts.actions.signing_in import recognise
from app.accounts.models import User
from app.accounts.queries import user_by_email
from app.kit.clock import at, now
from app.kit.errors import Invalid
from tests.accounts.steps import GOOD, count, kinds, link_for, register, row, run_jobs
from tests.visiting import Visitor
from tests.world import PASSWORD, World

HERE = "192.0.2.7"


@pytest.mark.usefixtures("real_passwords")
def test_registering_waits_for_the_address(world: World) -> None:
    with world.acting("ann"):
        registering.register(name="  Zoe   K. ", email=" Zoe@Example.org ", password=GOOD, address=HERE, locale="it")
    with world.looking():
        zoe = user_by_email("zoe@example.ORG")
        assert zoe is not None
        assert (zoe.display_name, zoe.email, zoe.email_confirmed_at, zoe.locale) == (
            "Zoe K.",
            "Zoe@example.org",
            None,
            "it",
        )
        assert zoe.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kinds(world.app) == ["account:registered"]


def test_an_address_with_an_account_gets_a_mail_and_changes_nothing(world: World) -> None:
    before = row(world.app, "ann@example.org")
    with world.acting("ben"):
        registering.register(name="Not Ann", email="ANN@example.org", password=GOOD, address=HERE)
    after = row(world.app, "ann@example.org")
    assert (after.display_name, after.password_hash) == (before.display_name, before.password_hash)
    assert kinds(world.app) == ["account:registered_again"]


def test_the_link_and_the_password_together_confirm(world: World) -> None:
    with world.acting("ann"):
        proof = registering.register(name="Zoe", email="zoe@example.org", password=GOOD, address=HERE)
    with world.acting("ann"):
        zoe = user_by_email("zoe@example.org")
        with pytest.raises(Invalid, match="not the password"):
            registering.confirm(zoe, proof="forged", password="another long phrase", address=HERE)
        assert zoe.email_confirmed_at is None
    with world.acting("ann"):
        confirmed = registering.confirm(user_by_email("zoe@example.org"), proof=None, password=GOOD, address=HERE)
        assert confirmed.email_confirmed_at is not None
    with world.acting("ann"):
        registering.confirm(user_by_email("zoe@example.org"), proof=proof, password="", address=HERE)
    assert kinds(world.app) == ["account:registered", "account:confirmed"]


def test_a_guest_who_confirmed_their_address_becomes_a_member(world: World) -> None:
    with world.acting("ann"):
        guest = registering.member_for_confirmed_address("guest@example.org", "Gast", "it")
        assert (guest.is_suspended, guest.password_hash, guest.locale) == (False, None, "it")
        again = registering.member_for_confirmed_address("GUEST@example.org", "Another name", "en")
        assert (again.id, again.display_name) == (guest.id, "Gast")
        assert registering.member_for_confirmed_address("ann@example.org", "X", "en").display_name == "Ann"
    assert kinds(world.app) == ["account:confirmed"]


def test_a_stranger_s_password_dies_when_the_owner_confirms_by_asking(world: World) -> None:
    with world.acting("ann"):
        registering.register(name="Stranger", email="victim@example.org", password=GOOD, address=HERE)
    with world.acting("ann"):
        assert registering.member_for_confirmed_address("victim@example.org", "Victim", "en").password_hash is None
    with world.acting("ann"), pytest.raises(Invalid):
        recognise(email="victim@example.org", password=GOOD, address=HERE)


def test_from_the_form_to_being_signed_in(world: World, visitor: Visitor) -> None:
    answer = register(visitor)
    assert (answer.status_code, answer.location) == (302, "/register/sent")
    assert "Check your mail" in visitor.text("/register/sent")
    link = link_for(world.app, "zoe@example.org", "confirmation_path")
    assert "zoe@example.org" in visitor.text(link)
    assert row(world.app, "zoe@example.org").email_confirmed_at is None, "opening a link changes nothing"
    assert visitor.post(link, form_at=link).location == "/settings"
    assert "Zoe" in visitor.text("/settings")
    assert visitor.get(link).status_code == 410


def test_in_another_browser_the_link_asks_for_the_password(world: World, visitor: Visitor) -> None:
    register(visitor)
    link = link_for(world.app, "zoe@example.org", "confirmation_path")
    phone = Visitor(world.app)
    assert 'name="password"' in phone.text(link)
    assert phone.post(link, {"password": "not this one, sorry"}, form_at=link).status_code == 422
    assert phone.post(link, form_at=link).status_code == 422
    assert row(world.app, "zoe@example.org").email_confirmed_at is None
    assert phone.post(link, {"password": GOOD}, form_at=link).status_code == 302
    assert phone.get("/settings").status_code == 200


def test_whoever_registered_somebody_else_s_address_gains_nothing_when_its_owner_clicks(world: World) -> None:
    stranger, owner = Visitor(world.app), Visitor(world.app)
    register(stranger, "victim@example.org", "Stranger", GOOD)
    register(owner, "victim@example.org", "Owner", "eleven green kettles hum")
    link = link_for(world.app, "victim@example.org", "confirmation_path")
    assert 'name="password"' in owner.text(link), "the owner's browser did not choose the account's password"
    assert owner.post(link, {"password": "eleven green kettles hum"}, form_at=link).status_code == 422
    assert row(world.app, "victim@example.org").email_confirmed_at is None


def _told(answer) -> tuple[int, str | None, list[str]]:
    return answer.status_code, answer.location, sorted(name for name, _value in answer.headers)


def test_known_and_unknown_addresses_look_the_same(world: World) -> None:
    for email in ("ann@example.org", "nobody@example.org"):
        assert _told(register(Visitor(world.app), email)) == _told(register(Visitor(world.app), "fresh@example.org"))
    known, unknown = (
        Visitor(world.app).post("/confirmation", {"email": email}, form_at="/confirmation")
        for email in ("ann@example.org", "who@example.org")
    )
    assert _told(known) == _told(unknown)


def test_the_cookie_does_not_tell_either(world: World) -> None:
    seen = []
    for email in ("ann@example.org", "fresh@example.org"):
        visitor = Visitor(world.app)
        register(visitor, email)
        with visitor.client.session_transaction() as session:
            seen.append({key: type(value) for key, value in session.items()})
    assert seen[0] == seen[1]


def test_asking_again_mails_only_who_waits(world: World, visitor: Visitor) -> None:
    register(visitor)
    for email in ("zoe@example.org", "ann@example.org", "nobody@example.org"):
        assert visitor.post("/confirmation", {"email": email}, form_at="/confirmation").status_code == 302
    run_jobs(world.app)
    assert kinds(world.app) == ["account:registered", "account:confirmation_asked"]


def test_a_confirmation_link_holds_three_days(world: World, visitor: Visitor) -> None:
    register(visitor)
    link = link_for(world.app, "zoe@example.org", "confirmation_path")
    with at(now() + timedelta(days=3, minutes=1)):
        assert visitor.get(link).status_code == 410
        assert visitor.post(link, {"password": GOOD}).status_code == 410
    assert row(world.app, "zoe@example.org").email_confirmed_at is None


def test_sending_the_form_twice_makes_one_account(world: World, visitor: Visitor) -> None:
    before = count(world.app, User)
    assert register(visitor).status_code == register(visitor).status_code == 302
    assert count(world.app, User) == before + 1


@pytest.mark.parametrize(
    "more",
    [
        {"roles": "administrator", "is_spokesperson": "1", "is_employee": "1", "email_confirmed_at": "2020-01-01"},
        {"id": "1", "password_hash": "x", "created_at": "2001-01-01", "grants-0-role": "administrator", "team_id": "1"},
    ],
)
def test_what_the_form_does_not_ask_for_is_ignored(world: World, visitor: Visitor, more: dict[str, str]) -> None:
    given = {"name": "Zoe", "email": "zoe@example.org", "password": GOOD, **more}
    assert visitor.post("/register", given, form_at="/register").status_code == 302
    zoe = row(world.app, "zoe@example.org")
    assert (zoe.roles, zoe.is_spokesperson, zoe.is_employee, zoe.email_confirmed_at, zoe.team_id) == (
        frozenset(),
        False,
        False,
        None,
        None,
    )
    assert zoe.created_at.year >= 2026


def test_a_member_is_not_called_like_the_brand(world: World, visitor: Visitor) -> None:
    for name in ("Acme Support", "ＡＣＭＥ", "acme-support", "AcmeSupport"):
        answer = register(visitor, name=name)
        assert answer.status_code == 422, name
        assert "does not have the name Acme in it" in answer.get_data(as_text=True)
    assert row(world.app, "zoe@example.org") is None


def test_italian(app: Flask, world: World, visitor: Visitor) -> None:
    italian = {"headers": {"Accept-Language": "it"}}
    assert "Crea un account" in visitor.get("/register", **italian).get_data(as_text=True)
    assert "Accedi" in visitor.get("/sign-in", **italian).get_data(as_text=True)
    assert PASSWORD
