"""Where one is signed in: listed, ended, over by itself; seen within the next request."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.actions.signing_in import end_sign_in, sign_in
from app.accounts.browsers import described
from app.accounts.models import SignIn, User
from app.accounts.queries import sign_ins_of, user_signed_in_with
from app.extensions import db
from app.kit.clock import at, now
from app.kit.database import writing
from app.kit.errors import Unseen
from tests.accounts.steps import kinds, standing_sign_ins
from tests.visiting import Visitor
from tests.world import World

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile Safari/604.1"


def _first_id(world: World, email: str) -> int:
    with world.app.app_context():
        return db.session.scalars(select(SignIn.id).join(SignIn.user).order_by(SignIn.id)).first()


def test_a_token_is_kept_as_a_digest_alone(world: World) -> None:
    with world.acting("ann") as ann:
        token = sign_in(ann, address="192.0.2.7", browser=FIREFOX * 9)
        kept = db.session.scalars(select(SignIn)).one()
        assert token not in (kept.digest, kept.browser)
        digest = kept.digest
        assert len(kept.browser) == 200
    with world.looking():
        assert user_signed_in_with(token).id == world.ids["ann"]
        assert user_signed_in_with(digest) is None


@pytest.mark.parametrize("name", ["ann", "eve", "gus", "ada", "mia"])
def test_pages_and_actions_know_the_same_person(world: World, name: str) -> None:
    """Pages are given a person read from plain rows, actions one that can be changed."""
    with world.acting(name) as person:
        token = sign_in(person, address="192.0.2.7", browser=FIREFOX)
    with world.looking(), writing(False):
        read = user_signed_in_with(token)
        assert isinstance(read, User)
        assert read.beside == {"unread": 0, "mails_paused": 0}
    with world.looking(), writing():
        whole = user_signed_in_with(token)
        assert whole is not None
        derived = ("roles", "is_staff", "expert_tag_ids", "is_suspended", "sign_in_id", "sign_in_token", "seen_at")
        for name in (*User.__table__.columns.keys(), *derived):
            assert getattr(read, name) == getattr(whole, name), name


def test_ending_one_from_another_browser(world: World) -> None:
    laptop, phone = (Visitor(world.app).signed_in_as("ann@example.org") for _each in range(2))
    path = f"/settings/sign-ins/{_first_id(world, 'ann')}/end"
    assert phone.post(path, form_at="/settings/sign-ins").status_code == 302
    assert laptop.get("/settings").status_code == 302, "its very next request finds nobody signed in"
    assert phone.get("/settings").status_code == 200
    assert phone.post(path, form_at="/settings").status_code == 404
    assert kinds(world.app)[-1] == "account:sign_in_revoked"


def test_ending_all_others(world: World) -> None:
    browsers = [Visitor(world.app).signed_in_as("ann@example.org") for _each in range(3)]
    other_person = Visitor(world.app).signed_in_as("ben@example.org")
    answer = browsers[1].post("/settings/sign-ins/end-others", form_at="/settings/sign-ins")
    assert answer.status_code == 302
    assert "2 browsers were signed out." in browsers[1].text("/settings/sign-ins")
    assert [browser.get("/settings").status_code for browser in browsers] == [302, 200, 302]
    assert other_person.get("/settings").status_code == 200


def test_another_s_sign_in_is_not_there(world: World) -> None:
    with world.acting("ben") as ben:
        sign_in(ben, address="", browser="")
        of_ben = db.session.scalars(select(SignIn.id)).one()
    with world.acting("ann") as ann, pytest.raises(Unseen):
        end_sign_in(ann, of_ben)
    assert standing_sign_ins(world.app) == 1


@pytest.mark.parametrize("bad", ["0", "99999999", "-1", "x", "1/end/end", "99999999999999999999"])
def test_ids_that_are_none(world: World, visitor: Visitor, bad: str) -> None:
    visitor.signed_in_as("ann@example.org")
    assert visitor.post(f"/settings/sign-ins/{bad}/end", form_at="/settings").status_code == 404


def test_buttons_need_the_page_s_token(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    path = f"/settings/sign-ins/{_first_id(world, 'ann')}/end"
    for data in ({}, {"csrf_token": "forged"}, {"csrf_token": ["a", "b"]}):
        answer = visitor.client.post(path, data=data)
        assert answer.status_code == 422
        assert "open for too long" in answer.get_data(as_text=True)
    assert visitor.client.post("/settings/sign-ins/end-others").status_code == 422
    assert standing_sign_ins(world.app) == 1


def test_staff_sign_in_anew_after_twelve_hours(world: World) -> None:
    member, agent = (Visitor(world.app).signed_in_as(f"{name}@example.org") for name in ("ann", "gus"))
    with at(now() + timedelta(hours=11, minutes=59)):
        assert agent.get("/settings").status_code == 200
    with at(now() + timedelta(hours=12, minutes=1)):
        assert agent.get("/settings").status_code == 302
        assert member.get("/settings").status_code == 200


def test_an_unused_browser_is_signed_out_after_thirty_days(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    with at(now() + timedelta(days=29)):
        assert visitor.get("/settings").status_code == 200
    with at(now() + timedelta(days=58)):
        assert visitor.get("/settings").status_code == 200, "it was used on the 29th day"
    with at(now() + timedelta(days=89)):
        assert visitor.get("/settings").status_code == 302


def test_being_seen_is_noted_every_five_minutes(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")

    def seen():
        with world.app.app_context():
            return db.session.scalars(select(SignIn.seen_at)).one()

    first = seen()
    with at(now() + timedelta(minutes=4)):
        visitor.get("/settings")
        assert seen() == first
    with at(now() + timedelta(minutes=6)):
        visitor.get("/settings")
        assert seen() > first + timedelta(minutes=5)


def test_the_page_names_browsers(world: World) -> None:
    phone, laptop = Visitor(world.app), Visitor(world.app)
    phone.client.environ_base["HTTP_USER_AGENT"] = PHONE
    laptop.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    phone.signed_in_as("ann@example.org")
    page = laptop.signed_in_as("ann@example.org").text("/settings/sign-ins")
    assert "Safari on iPhone" in page
    assert "Firefox on Linux" in page
    assert page.count("this browser") == 1


def test_browsers_in_words() -> None:
    assert described(FIREFOX) == ("Firefox", "Linux")
    assert described("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0") == ("Edge", "Windows")
    assert described("") == ("", "")


def test_who_is_signed_in_where(world: World) -> None:
    with world.acting("gus") as gus:
        sign_in(gus, address="", browser="old")
        db.session.scalars(select(SignIn)).one().created_at = now() - timedelta(hours=13)
        sign_in(gus, address="", browser="new")
    with world.looking():
        assert [row.browser for row in sign_ins_of(world.person("gus"))] == ["new"]
