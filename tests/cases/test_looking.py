"""An administrator reads a case with a reason alone: for half an hour, changing nothing, and the customer reads who and why."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.activity.models import Event
from app.cases.actions.looking import look_into
from app.cases.actions.opening import attach_private_details
from app.cases.actions.working import note
from app.cases.looking.models import LASTS, REASON_MAX, CaseLook
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import Invalid, Refused, Unseen
from app.questions.queries import question_by_id
from tests.cases.working import opened, taken, the, told
from tests.notifications.mails import Outbox, text_of
from tests.visiting import Visitor
from tests.world import World

SECRETS = ("privatewordzq", "notewordzq", "ann@example.org")
WHY = "A complaint to the regulator about this case."


@pytest.fixture
def reference(world: World) -> str:
    question_id = opened(world)
    taken(world, question_id)
    with world.acting("ann") as ann:
        attach_private_details(ann, question_by_id(question_id), text="privatewordzq")
    with world.acting("gus") as gus:
        note(gus, the(question_id), body="notewordzq")
        return the(question_id).reference


def looks(world: World) -> int:
    with world.looking():
        return db.session.scalar(select(func.count()).select_from(CaseLook)) or 0


def asked(ada: Visitor, reference: str, why: str = WHY) -> tuple[int, str]:
    answer = ada.post("/cases/look", {"case": reference, "reason": why}, form_at="/cases/look")
    return answer.status_code, answer.get_data(as_text=True)


def test_without_a_reason_there_is_nothing_to_read(world: World, visitor: Visitor, reference: str) -> None:
    ada = visitor.signed_in_as("ada@example.org")
    answer = ada.get(f"/cases/{reference}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cases/look?case={reference}")
    nothing = ada.get("/cases/notthere")
    assert (nothing.status_code, nothing.headers["Location"]) == (302, "/cases/look?case=notthere"), (
        "nor is it said which are"
    )
    for why in ("", "   ", "x" * (REASON_MAX + 1)):
        status, page = asked(ada, reference, why)
        assert status == 422
        assert reference in page, "what was typed comes back"
        assert not [secret for secret in SECRETS if secret in page]
    status, page = asked(ada, "notthere")
    assert status == 422
    assert "There is no such case." in page
    assert looks(world) == 0


def test_with_a_reason_it_is_read_for_a_while_and_the_customer_reads_why(
    world: World, visitor: Visitor, reference: str
) -> None:
    ada = visitor.signed_in_as("ada@example.org")
    assert asked(ada, reference)[0] == 302
    page = ada.text(f"/cases/{reference}")
    assert [secret for secret in SECRETS if secret not in page] == []
    assert "<textarea" not in page
    ann = Visitor(world.app).signed_in_as("ann@example.org").text(f"/cases/{reference}")
    assert WHY in ann
    assert "Ada" in ann
    [mail] = [one for one in Outbox(world.app).to("ann@example.org") if "looked into" in str(one["Subject"])]
    assert WHY not in text_of(mail)
    with clock.at(now() + LASTS + timedelta(minutes=1)):
        assert ada.get(f"/cases/{reference}").status_code == 302
        assert WHY in Visitor(world.app).signed_in_as("ann@example.org").text(f"/cases/{reference}")


def test_to_look_is_not_to_act(world: World, visitor: Visitor, reference: str) -> None:
    ada = visitor.signed_in_as("ada@example.org")
    asked(ada, reference)
    for mode in ("reply", "note", "close", "back"):
        answer = ada.post(
            f"/cases/{reference}/{mode}", {"body": "Words", "reason": "Why", "outcome": "settled_privately"}
        )
        assert answer.status_code == 404, mode
    assert ada.post(f"/cases/{reference}/customer", {"body": "Words"}).status_code == 404


def test_it_is_one_persons_look_at_one_case(world: World, visitor: Visitor, reference: str) -> None:
    other = opened(world, "ben")
    with world.acting("ada") as ada:
        look_into(ada, the(other), reason=WHY)
    with world.looking():
        of_ben = the(other).reference
    assert visitor.signed_in_as("ada@example.org").get(f"/cases/{reference}").status_code == 302
    mia = Visitor(world.app).signed_in_as("mia@example.org")
    assert mia.get(f"/cases/{of_ben}").status_code == 404


@pytest.mark.parametrize("said", ["reference", "link", "question", "question link"])
def test_a_case_is_named_by_what_is_at_hand(world: World, visitor: Visitor, reference: str, said: str) -> None:
    with world.looking():
        question_id = db.session.scalars(select(Event.thread_id).where(Event.kind == "question:asked")).one()
    ways = {
        "reference": reference,
        "link": f"https://acme.example/cases/{reference}",
        "question": str(question_id),
        "question link": f"https://acme.example/questions/{question_id}/where-is-the-manual?page=2",
    }
    assert asked(visitor.signed_in_as("ada@example.org"), ways[said])[0] == 302


def test_others_do_not_look(world: World, reference: str) -> None:
    with world.looking():
        question_id = db.session.scalars(select(Event.thread_id).where(Event.kind == "question:asked")).one()
    for name in ("ben", "gus", "lea", "mia"):
        with world.acting(name) as person, pytest.raises(Unseen):
            look_into(person, the(question_id), reason=WHY)
    with world.acting("ada") as ada, pytest.raises(Invalid):
        look_into(ada, the(question_id), reason=" ")
    own = opened(world, "ada")
    with world.acting("ada") as ada, pytest.raises(Refused):
        look_into(ada, the(own), reason=WHY)
    assert told(world, "case:looked_into") == []
    assert looks(world) == 0
