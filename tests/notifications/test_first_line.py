"""The label is the first line of every mail that quotes a post, in text and HTML, for both voices, never in the subject."""

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.activity.owing import owe
from app.decisions.models import Decision, HouseRule, Measure
from app.extensions import db
from app.kit.clock import now
from app.labels.presenting import present_one
from app.notifications.jobs import mail_notification
from app.notifications.kinds import MANNERS, Kind
from app.notifications.models import Notification
from app.posts.addresses import address_of
from app.questions.queries import visible_answer
from app.satisfaction.actions import OPEN_FOR
from app.satisfaction.models import Satisfaction
from tests.notifications.mails import Outbox, first_line, html_of, preheader, text_of
from tests.notifications.telling import answered, asked
from tests.world import World

MAILED = sorted(kind for kind, manner in MANNERS.items() if manner.mailed)
LINES = {"ben": "Community answer · not reviewed by Acme", "gus": "Acme Support · Gus"}
WITHOUT_POST = {Kind.CASE_REPLIED, Kind.SUSPENDED, Kind.ROLE_GRANTED, Kind.SPOKESPERSON_GRANTED, Kind.EXPERT_APPOINTED}
WITHOUT_POST |= {Kind.SATISFACTION_ASKED}


def mailed(world: World, kind: Kind, author: str, reader: str) -> None:
    answer_id = answered(world, asked(world), by=author)
    Outbox(world.app).clear()
    with world.acting("mia") as mia:
        answer = visible_answer(mia, answer_id)
        rule = db.session.scalars(select(HouseRule)).first()
        decision = Decision(post_id=answer_id, measure=Measure.HIDE, rule=rule, reason="It names a person.", by=mia)
        db.session.add(decision)
        db.session.flush()
        moment = {"at": now().isoformat()}
        params = {"staff_by": moment, "asker_until": moment, "role": "agent", "topic": 1, "decision": decision.id}
        if kind is Kind.SATISFACTION_ASKED:
            until = now() + OPEN_FOR
            asks = Satisfaction(question_id=answer.question_id, asker_id=world.ids[reader], until=until)
            db.session.add(asks)
            db.session.flush()
        row = Notification(
            user_id=world.ids[reader],
            kind=kind.value,
            post_id=None if kind in WITHOUT_POST else answer.question_id if kind is Kind.REMINDED else answer_id,
            url=f"/satisfaction/{asks.reference}" if kind is Kind.SATISFACTION_ASKED else address_of(answer),
            params=params if kind is Kind.DECIDED else {**params, "decision": None},
            event_id=db.session.scalars(select(Event.id).order_by(Event.id)).first(),
        )
        db.session.add(row)
        db.session.flush()
        owe(mail_notification, notification_id=row.id)


@pytest.mark.parametrize("author", LINES)
@pytest.mark.parametrize("kind", MAILED)
def test_the_label_comes_first(world: World, outbox: Outbox, kind: Kind, author: str) -> None:
    mailed(world, kind, author, "ann")
    (mail,) = outbox.all()
    line = "Automatic message from Acme" if kind in WITHOUT_POST else LINES[author]
    assert first_line(mail) == line
    assert preheader(mail) == line
    subject = str(mail["Subject"])
    assert subject
    assert not any(word in subject for word in ("Community answer", "Support", "reviewed", "Automatic"))
    assert "%(" not in text_of(mail) + html_of(mail)


@pytest.mark.parametrize("kind", MAILED)
def test_one_main_button(world: World, outbox: Outbox, kind: Kind) -> None:
    mailed(world, kind, "ben", "ann")
    (mail,) = outbox.all()
    assert html_of(mail).count("background:#") == 1


def test_the_label_is_that_of_the_moment_of_sending(world: World, outbox: Outbox) -> None:
    answer_id = answered(world, asked(world))
    with world.acting("sam") as sam:
        from app.labels.actions import correct

        correct(sam, visible_answer(sam, answer_id), fact="The X200 has no such profile.", evidence="Manual, page 3")
        line = str(present_one(visible_answer(sam, answer_id)).label.text)
    mail = outbox.to("ann@example.org")[0]
    assert first_line(mail) == preheader(mail)
    assert first_line(mail).startswith("Acme's correction: The X200 has no such profile.")
    assert line.startswith("Acme's correction")
