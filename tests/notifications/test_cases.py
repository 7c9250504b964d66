"""Cases: that there is a reply, never what it says."""

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.cases.actions.opening import attach_private_details
from app.cases.actions.taking import take_next
from app.cases.actions.working import note, reply, reply_as_customer
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.queries import case_of
from app.escalation.actions import escalate
from app.extensions import db
from app.notifications.models import Notification
from app.questions.queries import question_by_id
from app.questions.states import Trigger
from tests.notifications.conftest import Signed
from tests.notifications.mails import Outbox, first_line, links
from tests.notifications.telling import asked, told
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
    assert told(world, "ann") == ["escalated", "case_replied"]
    mail = Outbox(world.app).to("ann@example.org")[-1]
    assert first_line(mail) == "Automatic message from Acme"
    assert str(mail["Subject"]) == "A reply in your private case"
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
    assert told(world, "ann") == ["escalated", "case_replied"]
    page = signed("ann").text("/notifications")
    assert "has written to you in your private case" in page
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
