"""A lead puts a private case under the account it belongs to: everything goes along, and nothing stays behind."""

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.cases.actions.experts import ask_expert, let_in
from app.cases.actions.requester import A_DAY, change_customer
from app.cases.actions.working import close
from app.cases.customer.experts import topics_of
from app.cases.customer.models import ExpertLook
from app.cases.events import CaseEvent
from app.cases.models import CaseNote
from app.cases.queries import case_of
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.errors import Invalid, Refused, Unseen
from tests import make
from tests.cases.private import BODY, called, opened_and_taken, send, signed_in
from tests.notifications.mails import Outbox
from tests.notifications.telling import told
from tests.world import World

WHY = "She wrote from her mother's account; both called us."


def moved(world: World, reference: str, to: str = "ben", by: str = "lea", reason: str = WHY) -> None:
    with world.acting(by) as lead:
        change_customer(lead, called(reference), email=world.email(to), reason=reason)


def test_it_is_the_others_from_now_on_and_of_nobody_else(world: World) -> None:
    reference = opened_and_taken(world)
    ann, ben, lea, page = (
        signed_in(world, "ann"),
        signed_in(world, "ben"),
        signed_in(world, "lea"),
        f"/cases/{reference}",
    )
    assert ben.get(page).status_code == 404
    where = f"{page}/requester"
    assert where in lea.text(page)
    assert lea.post(where, {"email": " BEN@example.org ", "reason": WHY}, form_at=where).location == page
    assert BODY in ben.text(page)
    assert page in ben.text("/cases")
    for gone in (page, f"{page}/export", f"{page}/export.json", f"{page}/news?after=0.0.0"):
        assert ann.get(gone).status_code == 404, gone
    assert reference not in ann.text("/cases")
    assert ann.post(f"{page}/customer", {"body": "still here?"}, form_at="/preferences").status_code == 404
    assert send(ben, reference, "customer", body="It is mine") == 302
    assert WHY not in ben.text(page)
    assert WHY in lea.text(page)
    assert "Put under another account" in lea.text(page)
    with world.looking():
        event = db.session.scalars(select(Event).where(Event.kind == CaseEvent.CUSTOMER_CHANGED.value)).one()
        assert event.data == {"before": world.ids["ann"], "after": world.ids["ben"]}
        assert db.session.scalars(select(CaseNote.source)).all() == [WHY]


def test_both_are_told_and_only_one_gets_the_way_to_it(world: World) -> None:
    reference = opened_and_taken(world)
    assert told(world, "ann") == ["case_opened"]
    moved(world, reference)
    assert told(world, "ben") == ["case_moved_here"]
    assert told(world, "ann")[-1] == "case_moved_away"
    here, away = (Outbox(world.app).to(world.email(name))[-1].as_string() for name in ("ben", "ann"))
    assert reference in here
    assert reference not in away
    assert "/cases/new" in away


def test_an_expert_whom_the_other_let_in_is_out(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        case = called(reference)
        look = ask_expert(gus, case, world.person("eve"), reason="x", topics=topics_of(case))
        db.session.flush()
        number = look.id
    with world.acting("ann") as ann:
        let_in(ann, called(reference), db.session.get_one(ExpertLook, number))
    eve = signed_in(world, "eve")
    assert eve.get(f"/cases/{reference}/as-expert").status_code == 200
    moved(world, reference)
    assert eve.get(f"/cases/{reference}/as-expert").status_code == 404


@pytest.mark.parametrize(
    ("email", "reason", "message"),
    [
        ("nobody@example.org", WHY, "No account has confirmed"),
        ("ann@example.org", WHY, "under this account already"),
        ("gus@example.org", WHY, "They work on this case"),
        ("ben@example.org", " ", "Say why"),
    ],
)
def test_what_cannot_be_is_said_and_comes_back(world: World, email: str, reason: str, message: str) -> None:
    reference = opened_and_taken(world)
    where = f"/cases/{reference}/requester"
    answer = signed_in(world, "lea").post(where, {"email": email, "reason": reason}, form_at=where)
    assert answer.status_code == 422
    assert message in answer.text
    assert email in answer.text
    with world.looking():
        assert called(reference).customer_id == world.ids["ann"]


def test_nobody_else_may_and_no_case_of_a_public_question_or_that_is_closed(world: World) -> None:
    reference = opened_and_taken(world)
    for name, refused in (("gus", Refused), ("ann", Unseen), ("ada", Unseen), ("mia", Unseen)):
        with pytest.raises(refused):
            moved(world, reference, by=name)
    with world.acting("ann") as ann:
        question = make.question(ann)
        request_staff(ann, question, reason="We cannot work")
        number = question.id
    with world.acting("gus") as gus:
        close(gus, called(reference), outcome=None)
    with pytest.raises(Refused, match="closed"):
        moved(world, reference)
    with world.looking():
        public = str(case_of(number).reference)
    with pytest.raises(Refused, match="public question"):
        moved(world, public)
    with pytest.raises(Unseen):
        moved(world, public, by="ben")


def test_no_address_at_all_is_refused(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("lea") as lea, pytest.raises(Invalid):
        change_customer(lea, called(reference), email="no address", reason=WHY)


def test_each_address_a_lead_tries_is_in_the_log_and_they_are_few_a_day(world: World) -> None:
    reference = opened_and_taken(world)
    where, lea = f"/cases/{reference}/requester", signed_in(world, "lea")
    for number in range(A_DAY):
        tried = lea.post(where, {"email": f"somebody{number}@example.org", "reason": WHY}, form_at=where)
        assert tried.status_code == 422
        assert "No account has confirmed" in tried.text
    tried = lea.post(where, {"email": "ben@example.org", "reason": WHY}, form_at=where)
    assert tried.status_code == 429
    assert "ben@example.org" in tried.text
    assert "A lead asked for the account of an address" in lea.text(f"/cases/{reference}")
    with world.looking():
        assert called(reference).customer_id == world.ids["ann"]
        tries = db.session.scalars(select(Event).where(Event.kind == CaseEvent.CUSTOMER_SOUGHT.value)).all()
        assert [(one.actor_id, one.data) for one in tries] == [(world.ids["lea"], {})] * A_DAY
    moved(world, reference)
