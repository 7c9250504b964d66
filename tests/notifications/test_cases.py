"""Cases: that there is a reply, never what it says."""

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.activity.models import Event
from app.cases.actions.opening import attach_private_details
from app.cases.actions.taking import take_next
from app.cases.actions.working import note, reply, reply_as_customer
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.queries import case_of
from app.escalation.actions import escalate
from app.extensions import db
from app.kit import clock
from app.notifications.models import Notification
from app.questions.queries import question_by_id
from app.questions.states import Trigger
from tests.cases.calendars import rome
from tests.cases.private import called, opened_and_taken
from tests.cases.working import MONDAY
from tests.cases.working import work as all_due
from tests.notifications.conftest import Signed
from tests.notifications.mails import Outbox, first_line, links, text_of
from tests.notifications.telling import asked, told
from tests.notifications.test_italian import speaks
from tests.world import World

CANARY = "canary-7f3a"


def a_case(world: World) -> int:
    """A case that gus has, with a secret in everything private."""
    question_id = asked(world)
    with world.acting("ann") as ann:
        attach_private_details(ann, question_by_id(question_id), text=f"serial {CANARY}")
    with world.acting("mia") as mia:
        escalate(mia, question_by_id(question_id), trigger=Trigger.EXPERT_REQUEST, reason=f"because {CANARY}")
    with world.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        note(gus, case, body=f"internally {CANARY}")
    with world.acting("gus") as gus:
        reply(gus, the(question_id), body=f"Dear customer {CANARY}", needed=f"your {CANARY}")
    return question_id


def the(question_id: int) -> Case:
    case = case_of(question_id)
    assert case is not None
    return case


def test_a_reply_is_announced_and_nothing_private_leaves(world: World) -> None:
    question_id = a_case(world)
    assert told(world, "ann") == ["escalated", "case_needed"]
    mail = Outbox(world.app).to("ann@example.org")[-1]
    assert first_line(mail) == "Automatic message from Acme"
    assert str(mail["Subject"]) == "It is your turn in your private case"
    with world.looking():
        assert f"/cases/{the(question_id).reference}" in links(mail)
        assert the(question_id).reference not in str(mail["Message-ID"]) + str(mail["References"])
        rows = db.session.execute(select(Notification.params, Notification.url, Notification.kind)).all()
        assert CANARY not in str(rows)
    for sent in Outbox(world.app).all():
        assert CANARY not in sent.as_string()
        assert all(CANARY not in part.get_content() for part in sent.iter_parts())


def test_the_list_of_notifications_holds_nothing_private(world: World, signed: Signed) -> None:
    a_case(world)
    assert told(world, "ann") == ["escalated", "case_needed"]
    page = signed("ann").text("/notifications")
    assert "It is your turn: Acme Support needs something from you by" in page
    assert CANARY not in page


def test_the_agent_hears_that_a_case_is_back_once_while_unread(world: World) -> None:
    question_id = a_case(world)
    for _time in range(2):
        with world.acting("ann") as ann:
            reply_as_customer(ann, the(question_id), body=f"here it is {CANARY}")
    assert told(world, "gus") == ["case_back"]
    assert Outbox(world.app).to("gus@example.org") == []


def test_leads_hear_of_a_missed_promise_in_the_app_alone(world: World) -> None:
    question_id = a_case(world)
    for waiting in (True, False, False):
        with world.acting("mia"):
            record(SYSTEM, CaseEvent.LATE, the(question_id), waiting_for_customer=waiting)
    assert told(world, "lea") == ["case_late"]
    assert told(world, "gus") == []
    assert Outbox(world.app).to("lea@example.org") == []


def test_a_mail_that_asks_for_something_says_until_when_and_what_then(world: World) -> None:
    """On the reader's clock; the reminder says the same, and a reply that asks for nothing says no such thing."""
    with clock.at(MONDAY):
        reference = opened_and_taken(world)
        with world.acting("gus") as gus:
            reply(gus, called(reference), body="Hello")
        with world.acting("gus") as gus:
            reply(gus, called(reference), body=f"Send {CANARY}", needed=CANARY)
        plain, asks = Outbox(world.app).to("ann@example.org")[-2:]
    with clock.at(rome(2026, 11, 25, 10)):
        all_due(world)
        reminds = Outbox(world.app).to("ann@example.org")[-1]
    assert str(plain["Subject"]) == "A reply in your private case"
    assert "turn" not in text_of(plain)
    assert str(asks["Subject"]) == "It is your turn in your private case"
    assert str(reminds["Subject"]) == "It is still your turn in your private case"
    for mail, turn in (asks, "your turn"), (reminds, "still your turn"):
        assert (
            f"It is {turn}: Acme Support needs something from you by Mon 7 Dec 09:30. Without your word, your private case"
            " then closes; write there by Mon 21 Dec 09:30, and it comes back."
        ) in text_of(mail)
        assert "Times: Central European Time." in text_of(mail)
        assert CANARY not in mail.as_string()


def test_what_was_brought_meanwhile_is_not_asked_for_by_mail(world: World) -> None:
    question_id = a_case(world)
    with world.acting("ann") as ann:
        reply_as_customer(ann, the(question_id), body="Here")
    assert told(world, "ann") == ["escalated", "case_replied"]


def test_it_is_your_turn_in_italian(world: World) -> None:
    speaks(world, "ann", "it")
    with clock.at(MONDAY):
        reference = opened_and_taken(world)
        with world.acting("gus") as gus:
            reply(gus, called(reference), body="Hello", needed="The line")
        mail = Outbox(world.app).to("ann@example.org")[-1]
    assert str(mail["Subject"]) == "Tocca a te nel tuo caso privato"
    assert "Tocca a te: l'Assistenza Acme ha bisogno di qualcosa da te entro lun 7 dic 09:30." in text_of(mail)
    assert "scrivi lì entro lun 21 dic 09:30 e torna" in text_of(mail)


def test_what_was_told_before_it_said_until_when_can_still_be_read(world: World, signed: Signed) -> None:
    with world.acting("ada"):
        until = {"asker_until": {"at": rome(2026, 11, 30, 9).isoformat()}}
        event = db.session.scalars(select(Event.id).order_by(Event.id)).first()
        for kind, params in (("case_reminded", until), ("case_lapsed", {})):
            values = {"user_id": world.ids["ann"], "kind": kind, "url": "/cases/x", "params": params, "at": MONDAY}
            db.session.add(Notification(event_id=event, **values))
    page = signed("ann").text("/notifications")
    assert "write there by Mon 14 Dec 09:00" in page
    assert "Write there by Mon 7 Dec 09:30" in page
