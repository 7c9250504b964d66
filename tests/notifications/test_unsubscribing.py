"""No more mails, by a mail's own link: a scanner's GET does nothing, a provider's POST without cookies does."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notifications.links import Word, stop_path, word_path
from app.notifications.queries import mail_choice
from app.notifications.states import Wants
from app.questions.models import Subscription
from tests.notifications.mails import Outbox, links
from tests.notifications.telling import answered, asked, followed_by
from tests.visiting import Visitor
from tests.world import World

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def stop_link(world: World, name: str) -> str:
    mail = Outbox(world.app).to(world.email(name))[-1]
    found = str(mail["List-Unsubscribe"])[1:-1].removeprefix("http://127.0.0.1")
    assert found in links(mail)
    return found


def follows(world: World, name: str) -> bool:
    with world.looking():
        return db.session.scalar(select(Subscription).where(Subscription.user_id == world.ids[name])) is not None


def wants(world: World, name: str) -> Wants:
    with world.looking():
        return mail_choice(world.ids[name]).wants


def test_a_followed_question(world: World, visitor: Visitor) -> None:
    question_id = asked(world)
    followed_by(world, question_id, "eve")
    answered(world, question_id)
    link = stop_link(world, "eve")
    assert "Stop following this question?" in visitor.text(link)
    assert follows(world, "eve")
    for _twice in range(2):
        assert visitor.client.post(link, data=ONE_CLICK).status_code == 200
    assert not follows(world, "eve")
    assert wants(world, "eve") is Wants.EVERYTHING


def test_ones_own_question_means_all_mails(world: World, visitor: Visitor) -> None:
    question_id = asked(world)
    answered(world, question_id)
    link = stop_link(world, "ann")
    assert "No more mails?" in visitor.text(link)
    assert wants(world, "ann") is Wants.EVERYTHING
    assert visitor.client.post(link, data=ONE_CLICK).status_code == 200
    assert wants(world, "ann") is Wants.NONE
    Outbox(world.app).clear()
    answered(world, question_id, by="eve")
    assert Outbox(world.app).to("ann@example.org") == []


def test_whoever_has_no_password_is_told_what_they_lose_and_led_to_no_sign_in(world: World, visitor: Visitor) -> None:
    with world.acting("ann") as guest:
        guest.password_hash = None
    answered(world, asked(world))
    settings, mail = "/settings/notifications", Outbox(world.app).to(world.email("ann"))[-1]
    assert not [link for link in links(mail) if settings in link]
    link = stop_link(world, "ann")
    for page in (visitor.text(link), visitor.client.post(link, data=ONE_CLICK).get_data(as_text=True)):
        assert "not even when staff answer you" in page
        assert "In the app" not in page
        assert settings not in page


@pytest.mark.parametrize("token", ["x", "%20", "a.b.c", "A" * 4000, "word"])
def test_a_damaged_link_changes_nothing(world: World, visitor: Visitor, token: str) -> None:
    if token == "word":
        with world.looking():
            token = word_path(world.person("ann"), 1, Word.SOLVED).rpartition("/")[2]
    for answer in (visitor.get(f"/unsubscribe/{token}"), visitor.client.post(f"/unsubscribe/{token}", data=ONE_CLICK)):
        assert answer.status_code == 410
        assert "does not work any more" in answer.get_data(as_text=True)


def test_a_question_that_is_gone(world: World, visitor: Visitor) -> None:
    with world.looking():
        link = stop_path(world.person("ann"), 999_999)
    assert visitor.get(link).status_code == 200
    assert visitor.client.post(link, data=ONE_CLICK).status_code == 200
