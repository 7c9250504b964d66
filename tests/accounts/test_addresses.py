"""Another e-mail address: with the password, and only once the new mailbox has answered."""

from datetime import timedelta

import pytest

from app.accounts.actions.addresses import ask_address_change, confirm_address
from app.accounts.actions.passwords import change_password, reset
from app.accounts.addresses import clean_address
from app.accounts.links import address_token, read_address, read_reset, reset_token
from app.accounts.queries import user_by_email
from app.kit.clock import at, now
from app.kit.errors import Invalid
from tests.accounts.steps import kinds, link_for, row
from tests.visiting import Visitor
from tests.world import PASSWORD, World


def test_the_old_one_holds_until_the_link_is_followed(world: World) -> None:
    with world.acting("ann") as ann:
        ask_address_change(ann, email="Anna@Example.com", current=PASSWORD)
    with world.acting("ann") as ann:
        assert (ann.email, ann.new_email) == ("ann@example.org", "Anna@example.com")
        token = address_token(ann)
        confirm_address(read_address(token))
        assert (ann.email, ann.new_email) == ("Anna@example.com", None)
        assert read_address(token) is None
    assert kinds(world.app) == ["account:address_change_asked", "account:address_changed"]


def test_a_later_wish_ends_the_earlier_link(world: World) -> None:
    with world.acting("ann") as ann:
        ask_address_change(ann, email="first@example.com", current=PASSWORD)
    with world.acting("ann") as ann:
        first = address_token(ann)
        ask_address_change(ann, email="second@example.com", current=PASSWORD)
    with world.looking():
        assert read_address(first) is None


def test_a_new_password_ends_a_wish_that_somebody_else_had(world: World) -> None:
    """The notice to the old address says: it was not me, choose a new password. Whoever had the old one gets nothing then."""
    with world.acting("ann") as ann:
        ask_address_change(ann, email="thief@example.com", current=PASSWORD)
    with world.acting("ann") as ann:
        theirs = address_token(ann)
        reset(ann, password="quite-another-horse-8")
    with world.looking():
        assert read_address(theirs) is None
    assert row(world.app, "ann@example.org").new_email is None


def test_so_does_one_that_is_chosen_in_the_settings(world: World) -> None:
    with world.acting("ann") as ann:
        ask_address_change(ann, email="thief@example.com", current=PASSWORD)
    with world.acting("ann") as ann:
        theirs = address_token(ann)
        change_password(ann, current=PASSWORD, password="quite-another-horse-8", sign_in_id=None)
    with world.looking():
        assert read_address(theirs) is None


def test_a_reset_link_dies_with_the_mailbox_it_was_sent_to(world: World) -> None:
    with world.acting("ann") as ann:
        sent_to_the_old = reset_token(ann)
        ask_address_change(ann, email="anna@example.com", current=PASSWORD)
    with world.acting("ann") as ann:
        confirm_address(ann)
    with world.looking():
        assert read_reset(sent_to_the_old) is None


def test_a_taken_address_is_known_to_its_reader_alone(world: World) -> None:
    with world.acting("ann") as ann:
        ask_address_change(ann, email="BEN@example.org", current=PASSWORD)
    with world.acting("ann") as ann, pytest.raises(Invalid, match="another account"):
        confirm_address(ann)
    with world.looking():
        assert user_by_email("ben@example.org").id == world.ids["ben"]


def test_not_without_the_password_nor_to_the_same(world: World) -> None:
    with world.acting("ann") as ann, pytest.raises(Invalid, match="not your password"):
        ask_address_change(ann, email="x@example.com", current="wrong")
    with world.acting("ann") as ann, pytest.raises(Invalid, match="already"):
        ask_address_change(ann, email="ANN@example.org", current=PASSWORD)
    assert row(world.app, "ann@example.org").new_email is None


def test_from_the_settings_to_signing_in_with_it(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    path = "/settings/address"
    assert visitor.post(path, {"email": "anna@example.com", "current": PASSWORD}, form_at=path).status_code == 302
    assert "anna@example.com" in visitor.text(path)
    link = link_for(world.app, "ann@example.org", "address_path")
    elsewhere = Visitor(world.app)
    elsewhere.get(link)
    assert row(world.app, "anna@example.com") is None, "opening a link changes nothing"
    with at(now() + timedelta(days=3, minutes=1)):
        assert elsewhere.get(link).status_code == 410
    assert elsewhere.post(link, {"password": PASSWORD}, form_at=link).status_code == 302
    assert elsewhere.get("/settings").status_code == 302, "the link signs nobody in"
    assert Visitor(world.app).signed_in_as("anna@example.com")


def test_signed_in_one_press_is_enough(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    with world.acting("ann") as ann:
        ask_address_change(ann, email="anna@example.com", current=PASSWORD)
    link = link_for(world.app, "ann@example.org", "address_path")
    assert 'type="password"' not in visitor.text(link)
    assert visitor.post(link, form_at=link).status_code == 302
    assert row(world.app, "anna@example.com") is not None


def test_whoever_owns_the_mailbox_gives_it_to_nobody_else_by_a_press(world: World) -> None:
    """Ben wants zoe@example.net for his account and waits: what Zoe asks privately from it later would be his to read."""
    with world.acting("ben") as ben:
        ask_address_change(ben, email="zoe@example.net", current=PASSWORD)
    link, zoe = link_for(world.app, "ben@example.org", "address_path"), Visitor(world.app)
    for given in ({}, {"password": ""}, {"password": "what zoe uses elsewhere"}):
        assert zoe.post(link, given, form_at=link).status_code == 422
    signed_in_to_another = Visitor(world.app).signed_in_as("ann@example.org")
    assert signed_in_to_another.post(link, form_at=link).status_code == 422
    assert row(world.app, "zoe@example.net") is None
    for _try in range(12):
        last = zoe.post(link, {"password": "guessed"}, form_at=link)
    assert last.status_code == 429, "no way to try passwords"


def test_an_account_without_a_password_has_its_address_changed_in_its_own_browser_alone(world: World) -> None:
    with world.acting("ben") as ben:
        ben.password_hash = None
    with world.acting("ben") as ben:
        ask_address_change(ben, email="zoe@example.net", current="")
    link = link_for(world.app, "ben@example.org", "address_path")
    assert Visitor(world.app).post(link, {"password": "x"}, form_at=link).status_code == 422
    assert row(world.app, "zoe@example.net") is None


@pytest.mark.parametrize(
    "bad",
    ["", "x", "a@b", "a@b..it", "a b@example.org", "a@example.org\nBcc: b@example.org", "a@[127.0.0.1]", "@example.org"]
    + ["a" * 250 + "@example.org", "ann@example.org, ben@example.org", "ann@exa\u0000mple.org", "<a@example.org>"],
)
def test_what_is_no_address(bad: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean_address(bad)
    assert refusal.value.field == "email"
