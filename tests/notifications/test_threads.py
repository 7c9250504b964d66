"""Who hears what of a thread."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.kit import clock
from app.notifications.models import Delivery, Notification
from app.questions.actions.accepting import accept, did_not_help
from app.questions.actions.answering import comment
from app.questions.actions.following import follow
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.notifications.mails import Outbox, first_line, html_of, links, preheader, text_of, work
from tests.world import World

COMMUNITY = "Community answer · not reviewed by Acme"


def asked(world: World, by: str = "ann") -> int:
    with world.acting(by) as asker:
        question_id = make.question(asker).id
    work(world.app)
    return question_id


def answered(world: World, question_id: int, by: str = "ben") -> int:
    with world.acting(by) as author:
        return make.answer(author, question_by_id(question_id)).id


def told(world: World, name: str) -> list[str]:
    work(world.app)
    with world.looking():
        query = select(Notification.kind).where(Notification.user_id == world.ids[name]).order_by(Notification.id)
        return list(db.session.scalars(query))


def test_an_answer_reaches_the_asker_and_followers(any_world: World) -> None:
    question_id = asked(any_world)
    with any_world.acting("eve") as eve:
        follow(eve, question_by_id(question_id))
    answered(any_world, question_id)
    assert told(any_world, "ann") == ["answered"]
    assert told(any_world, "eve") == ["answered_followed"]
    assert told(any_world, "ben") == []
    sent = Outbox(any_world.app).to("ann@example.org")
    assert len(sent) == 1
    assert first_line(sent[0]) == COMMUNITY
    assert preheader(sent[0]) == COMMUNITY
    assert str(sent[0]["Subject"]) == "Router drops the line every evening"
    assert "> Set the line profile to stable." in text_of(sent[0])
    assert "Ben answered your question." in html_of(sent[0])
