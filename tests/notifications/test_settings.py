"""Which mails somebody gets, and that each choice is kept to."""

import pytest
from werkzeug.datastructures import MultiDict

from app.accounts.models import User
from app.extensions import db
from app.notifications.actions import choose_mails
from app.notifications.queries import mail_choice
from app.notifications.states import Wants
from tests.notifications.conftest import Signed
from tests.notifications.mails import Outbox
from tests.notifications.telling import answered, asked, followed_by, told
from tests.visiting import Visitor
from tests.world import World

PAGE = "/settings/notifications"


def chosen(world: World, name: str = "ann") -> Wants:
    with world.looking():
        return mail_choice(world.ids[name]).wants


def test_choosing(world: World, signed: Signed) -> None:
    ann = signed("ann")
    assert chosen(world) is Wants.EVERYTHING
    for wants in (Wants.NONE, Wants.NEEDS_ME, Wants.NEEDS_ME):
        assert ann.post(PAGE, {"wants": wants.value}, form_at=PAGE).status_code == 302
        assert chosen(world) is wants
    page = ann.text(PAGE)
    assert page.count("checked") == 1
    assert 'aria-current="page"' in page


@pytest.mark.parametrize(
    "sent", [{}, {"wants": "loud"}, {"wants": ""}, {"wants": "x" * 9000}, {"wants": ["none", "everything"]}]
)
def test_what_is_no_choice_is_sent_back(world: World, signed: Signed, sent: dict[str, object]) -> None:
    ann = signed("ann")
    answer = ann.client.post(PAGE, data=MultiDict({"csrf_token": ann.token(PAGE), **sent}))
    assert answer.status_code == 422
    assert chosen(world) is Wants.EVERYTHING


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/again", "/notifications/read"])
def test_an_expired_page_changes_nothing(world: World, signed: Signed, path: str) -> None:
    answer = signed("ann").client.post(path, data={"csrf_token": "old", "wants": "none"})
    assert answer.status_code == 422
    assert chosen(world) is Wants.EVERYTHING


@pytest.mark.parametrize("path", [PAGE, "/notifications", "/notifications/1"])
def test_guests_sign_in_first(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("wants", "mails"), [(Wants.EVERYTHING, ["ann", "eve"]), (Wants.NEEDS_ME, ["ann"]), (Wants.NONE, [])]
)
def test_a_choice_is_kept_to_while_the_app_has_everything(world: World, wants: Wants, mails: list[str]) -> None:
    for name in ("ann", "eve"):
        with world.acting(name) as person:
            choose_mails(person, wants)
    question_id = asked(world)
    followed_by(world, question_id, "eve")
    answered(world, question_id)
    assert told(world, "ann") == ["answered"]
    assert told(world, "eve") == ["answered_followed"]
    assert [name for name in ("ann", "eve") if Outbox(world.app).to(world.email(name))] == mails


def test_an_address_that_was_never_confirmed_gets_no_news(world: World) -> None:
    question_id = asked(world)
    with world.acting("ada"):
        db.session.get_one(User, world.ids["ann"]).email_confirmed_at = None
    answered(world, question_id)
    assert told(world, "ann") == ["answered"]
    assert Outbox(world.app).all() == []
