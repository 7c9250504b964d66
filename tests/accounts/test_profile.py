"""The profile, its public page, and leaving."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.actions.profile import change_profile, close_account
from app.accounts.actions.registering import register as register_action
from app.accounts.models import User
from app.activity.models import PageVersion
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, Refused
from app.posts.kinds import Standing
from app.questions.actions.accepting import accept
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.accounts.steps import GOOD, kinds, row, standing_sign_ins
from tests.visiting import Visitor
from tests.world import PASSWORD, World

SETTINGS = {"name": "Ann", "about": "", "locale": "", "time_zone": ""}


def _site_version() -> int:
    return db.session.scalar(select(PageVersion.number).where(PageVersion.key == "site")) or 0


def test_a_new_name_reaches_every_page(world: World) -> None:
    with world.looking():
        before = _site_version()
    with world.acting("ann") as ann:
        change_profile(ann, name="Anna", about="Two cats.", locale="it", time_zone="Europe/Rome")
    with world.looking():
        ann = world.person("ann")
        assert (ann.display_name, ann.about, ann.locale, ann.time_zone) == ("Anna", "Two cats.", "it", "Europe/Rome")
        assert _site_version() == before + 1
    assert kinds(world.app) == ["account:profile_changed"]


@pytest.mark.parametrize(
    "wrong", [{"about": "x" * 1001}, {"time_zone": "Mars/Olympus"}, {"name": "Acme Support"}, {"name": "x" * 61}]
)
def test_what_a_profile_cannot_hold(world: World, wrong: dict[str, str]) -> None:
    given = {"name": "Ann", "about": "", "locale": None, "time_zone": None, "brand": "Acme", **wrong}
    with world.acting("ann") as ann, pytest.raises(Invalid):
        change_profile(ann, **given)


@pytest.mark.parametrize(
    "more",
    [
        {"roles": "administrator", "is_staff": "1", "is_spokesperson": "1", "email": "x@example.com"},
        {"id": "1", "suspended_until": "", "password_hash": "x", "user_id": "2", "email_confirmed_at": "2001-01-01"},
    ],
)
def test_only_the_profile_changes(world: World, visitor: Visitor, more: dict[str, str]) -> None:
    visitor.signed_in_as("ann@example.org")
    before = row(world.app, "ann@example.org")
    assert visitor.post("/settings", {**SETTINGS, "name": "Anna", **more}, form_at="/settings").status_code == 302
    after = row(world.app, "ann@example.org")
    columns = [column.key for column in User.__table__.columns if column.key not in ("display_name",)]
    assert [getattr(after, key) for key in columns] == [getattr(before, key) for key in columns]
    assert after.display_name == "Anna"


WRONG: list[dict] = [
    {"name": ["A", "B"]},
    {"name": ""},
    {"name": "x" * 61},
    {"name": "Ann\u202e"},
    {"about": "x" * 1001},
    {"locale": "xx"},
    {"locale": ["en", "it"]},
    {"time_zone": "Mars/Olympus"},
    {"csrf_token": "old"},
    {"csrf_token": ""},
]


def test_a_profile_that_cannot_be_taken_comes_back(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    token = visitor.token("/settings")
    for wrong in WRONG:
        given = {"csrf_token": token, **SETTINGS, "about": "Typed text", **wrong}
        answer = visitor.client.post("/settings", data=given)
        assert answer.status_code == 422, wrong
        body = answer.get_data(as_text=True)
        assert 'role="alert"' in body, wrong
        assert "about" in wrong or "Typed text" in body, wrong
    ann = row(world.app, "ann@example.org")
    assert (ann.display_name, ann.about) == ("Ann", "")


@pytest.mark.parametrize("path", ["/settings", "/settings/password", "/settings/address", "/settings/close"])
def test_settings_are_one_s_own(world: World, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).location.startswith("/sign-in?next=")
    assert visitor.post(path, {"name": "X"}).status_code == 401


def test_the_page_of_somebody(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        question_id = make.question(ann, title="Router drops the line").id
        hidden_id = make.question(ann, title="A hidden thread of hers").id
    with world.acting("eve") as eve:
        answer_id = make.answer(eve, question_by_id(question_id), body="Set the **profile** to stable.").id
        make.answer(eve, question_by_id(hidden_id), body="Said under a hidden question.")
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
        question_by_id(hidden_id).standing = Standing.HIDDEN
    page = visitor.text(f"/users/{world.ids['eve']}")
    assert "<h1>Eve</h1>" in page
    assert "Member · Expert" in page
    assert 'href="/tags/wifi"' in page
    words = re.sub(r"<[^>]+>|\s+", " ", page).split()
    assert "Solved it for the asker · community answer, not reviewed by Acme" in " ".join(words)
    assert "Router drops the line" in page
    assert "solved it for the asker" in page
    assert "under a hidden question" not in page
    assert "example.org" not in page, "an address is never shown"
    assert "A hidden thread of hers" not in visitor.text(f"/users/{world.ids['ann']}")
    assert "Agent" in visitor.text(f"/users/{world.ids['gus']}")


@pytest.mark.parametrize("bad", ["0", "999999", "-1", "x", "99999999999999999999"])
def test_nobody_there(world: World, visitor: Visitor, bad: str) -> None:
    assert visitor.get(f"/users/{bad}").status_code == 404


def test_an_unconfirmed_account_has_no_page(world: World, visitor: Visitor) -> None:
    with world.acting("ann"):
        register_action(name="Zoe", email="zoe@example.org", password=GOOD, address="192.0.2.1")
    assert visitor.get(f"/users/{row(world.app, 'zoe@example.org').id}").status_code == 404


def test_a_suspension_is_for_staff_to_see(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as ann:
        ann.suspended_until = now() + timedelta(days=1)
    path = f"/users/{world.ids['ann']}"
    assert "Suspended" not in visitor.text(path)
    assert "Suspended" in visitor.signed_in_as("mia@example.org").text(path)


def test_leaving(world: World) -> None:
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    with world.acting("ann") as ann:
        close_account(ann, current=PASSWORD)
    with world.looking():
        gone = db.session.get(User, world.ids["ann"])
        assert (gone.display_name, gone.email, gone.password_hash, gone.about) == ("Former member", None, None, "")
        assert gone.closed_at is not None
        assert question_by_id(question_id).author.display_name == "Former member"
    assert kinds(world.app)[-1] == "account:closed"


def test_leaving_from_the_page(world: World, visitor: Visitor) -> None:
    visitor.signed_in_as("ann@example.org")
    other = Visitor(world.app).signed_in_as("ann@example.org")
    path = "/settings/close"
    assert visitor.post(path, {"current": "wrong"}, form_at=path).status_code == 422
    assert visitor.post(path, {"current": PASSWORD}, form_at=path).location == "/"
    assert standing_sign_ins(world.app) == 0
    assert other.get("/settings").status_code == 302
    answer = visitor.post("/sign-in", {"email": "ann@example.org", "password": PASSWORD}, form_at="/sign-in")
    assert answer.status_code == 422
    assert "closed by the person" in visitor.text(f"/users/{world.ids['ann']}")


def test_staff_hand_back_their_role_first(world: World, visitor: Visitor) -> None:
    with world.acting("gus") as gus, pytest.raises(Refused):
        close_account(gus, current=PASSWORD)
    visitor.signed_in_as("gus@example.org")
    assert "Ask an administrator" in visitor.text("/settings/close")
    assert visitor.post("/settings/close", {"current": PASSWORD}, form_at="/settings").status_code == 403
    assert row(world.app, "gus@example.org").closed_at is None
