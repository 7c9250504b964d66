"""The agents' workspace and the wall: next case, private thread, notes, public answer; and nothing for anybody else."""

from datetime import timedelta

import pytest

from app.cases.actions.opening import attach_private_details
from app.cases.actions.working import close, reply
from app.cases.queries import case_of
from app.cases.states import CaseState, Outcome
from app.escalation.actions import request_staff
from app.kit import clock
from app.kit.clock import now
from app.questions.queries import question_by_id
from tests import make
from tests.cases.private import called, opened_and_taken
from tests.visiting import Visitor
from tests.world import World

SECRET = "room 4711-CANARY"


@pytest.fixture
def case(world: World) -> tuple[int, str]:
    """A question that ann handed to staff, with private details: its id and the case's reference."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        attach_private_details(ann, question, text=SECRET)
        request_staff(ann, question, reason="We cannot work")
        return question.id, case_of(question.id).reference


def signed_in(world: World, name: str) -> Visitor:
    return Visitor(world.app).signed_in_as(world.email(name))


def taken(world: World, name: str = "gus") -> Visitor:
    visitor = signed_in(world, name)
    assert visitor.post("/workspace/next").status_code == 302
    return visitor


def send(visitor: Visitor, reference: str, mode: str, **words: str) -> int:
    return visitor.post(f"/cases/{reference}/{mode}", words, form_at=f"/cases/{reference}?to={mode}").status_code


def test_the_next_case_shows_everything_at_hand(world: World, case: tuple[int, str]) -> None:
    page = taken(world).text(f"/cases/{case[1]}")
    for words in (SECRET, "ann@example.org", "The person who asked wanted staff", "We cannot work", "Router X200"):
        assert words in page
    for vanity in ("badge", "reputation", "followers"):
        assert vanity not in page.lower()


def test_an_empty_queue_says_so(world: World) -> None:
    visitor = signed_in(world, "gus")
    visitor.post("/workspace/next")
    assert "Nothing waits. Well done." in visitor.text("/workspace")


@pytest.mark.parametrize("name", ["ben", "eve", "mia", "ada"])
def test_for_others_the_case_does_not_exist(world: World, case: tuple[int, str], name: str) -> None:
    """For an administrator it begins with a reason (test_looking); without one they read nothing either."""
    visitor = signed_in(world, name)
    assert visitor.get(f"/cases/{case[1]}").status_code == (302 if name == "ada" else 404)
    assert send_blind(visitor, case[1]) == 404
    assert visitor.get("/workspace").status_code == 404
    assert SECRET not in visitor.get(f"/questions/{case[0]}", follow_redirects=True).get_data(as_text=True)


def send_blind(visitor: Visitor, reference: str) -> int:
    return visitor.post(f"/cases/{reference}/reply", {"body": "hello"}).status_code


def test_a_guest_is_asked_to_sign_in(visitor: Visitor, case: tuple[int, str]) -> None:
    assert visitor.get(f"/cases/{case[1]}").status_code == 302
    assert visitor.post(f"/cases/{case[1]}/reply", {"body": "x"}).status_code == 401


def test_the_private_thread_goes_back_and_forth(world: World, case: tuple[int, str]) -> None:
    _question_id, reference = case
    gus, ann = taken(world), signed_in(world, "ann")
    assert send(gus, reference, "reply", body="Could you send the serial?", needed="The serial number") == 302
    assert "needs: The serial number" in ann.text(f"/cases/{reference}")
    sent = ann.post(f"/cases/{reference}/customer", {"body": "X2-118"}, form_at=f"/cases/{reference}")
    assert sent.status_code == 302
    assert "X2-118" in gus.text(f"/cases/{reference}")
    assert send(gus, reference, "note", body="Same as issue 42") == 302
    assert "Same as issue 42" in gus.text(f"/cases/{reference}")
    assert "Same as issue 42" not in ann.text(f"/cases/{reference}")


def test_it_waits_for_somebody_inside_and_the_promise_stands(world: World, case: tuple[int, str]) -> None:
    question_id, reference = case
    gus, ann = taken(world), signed_in(world, "ann")
    with world.looking():
        promised = case_of(question_id).promised_at
    assert send(gus, reference, "wait", body=" ") == 422
    assert send(gus, reference, "wait", body="The lab measures until Friday") == 302
    with world.looking():
        found = case_of(question_id)
        assert (found.state, found.promised_at) == (CaseState.WAITING_INTERNAL, promised)
    assert "The lab measures until Friday" in gus.text(f"/cases/{reference}")
    assert "waits inside, by" in gus.text("/workspace")
    page = ann.text(f"/cases/{reference}")
    assert "The lab measures" not in page
    assert "With Acme Support now." in page
    assert send(gus, reference, "wait", body="Now the factory") == 302, "for somebody else, as often as needed"
    assert send(gus, reference, "note", body="No word yet") == 302
    with world.looking():
        assert case_of(question_id).state is CaseState.WAITING_INTERNAL
    assert "Nobody inside is waited for any more" in gus.text(f"/cases/{reference}?to=note")
    assert send(gus, reference, "note", body="The factory says yes", goes_on="y") == 302
    with world.looking():
        found = case_of(question_id)
        assert (found.state, found.promised_at) == (CaseState.ASSIGNED, promised)
    assert "Nobody inside" not in gus.text(f"/cases/{reference}?to=note")


def test_what_waits_for_the_customer_waits_for_nobody_inside(world: World, case: tuple[int, str]) -> None:
    gus = taken(world)
    assert send(gus, case[1], "reply", body="Could you send the serial?", needed="The serial number") == 302
    assert "?to=wait" not in gus.text(f"/cases/{case[1]}")
    told = gus.post(f"/cases/{case[1]}/wait", {"body": "The lab"}, form_at=f"/cases/{case[1]}?to=note")
    assert told.status_code == 403
    assert "The lab" in told.get_data(as_text=True)
    with world.looking():
        assert case_of(case[0]).state is CaseState.WAITING_CUSTOMER


def test_the_public_answer_is_the_companys(world: World, case: tuple[int, str]) -> None:
    question_id, reference = case
    gus = taken(world)
    assert send(gus, reference, "public", body="Update to 4.2.1.", scope="Router X200") == 302
    with world.looking():
        assert case_of(question_id).state is CaseState.ANSWERED
        assert question_by_id(question_id).owner_state.value == "asker"
    page = Visitor(world.app).get(f"/questions/{question_id}", follow_redirects=True).get_data(as_text=True)
    assert "<b>Acme Support</b> · Gus" in page
    assert "Update to 4.2.1." in page


def test_only_a_spokesperson_makes_it_official(world: World, case: tuple[int, str]) -> None:
    question_id, reference = case
    gus = taken(world)
    words = {"body": "Update to 4.2.1.", "scope": "Router X200", "official": "y", "evidence": "Release notes"}
    assert send(gus, reference, "public", **words) == 403
    with world.looking():
        assert question_by_id(question_id).answers_count == 0
    gus.post(f"/cases/{reference}/back", {"reason": "Needs a spokesperson"}, form_at=f"/cases/{reference}?to=back")
    sam = taken(world, "sam")
    assert send(sam, reference, "public", **{**words, "evidence": ""}) == 422
    assert send(sam, reference, "public", **words) == 302
    page = Visitor(world.app).get(f"/questions/{question_id}", follow_redirects=True).get_data(as_text=True)
    assert "official answer" in page


def test_what_was_typed_comes_back_when_it_cannot_be_taken(world: World, case: tuple[int, str]) -> None:
    gus = taken(world)
    answer = gus.client.post(f"/cases/{case[1]}/reply", data={"body": "Dear Ann, a long text", "csrf_token": "old"})
    assert answer.status_code == 422
    assert "Dear Ann, a long text" in answer.get_data(as_text=True)
    assert "open for too long" in answer.get_data(as_text=True)


def test_another_agents_case_can_be_read_but_not_worked_on(world: World, case: tuple[int, str]) -> None:
    taken(world)
    sam = signed_in(world, "sam")
    assert "Somebody else has this case" in sam.text(f"/cases/{case[1]}")
    assert sam.post(f"/cases/{case[1]}/note", {"body": "mine now"}).status_code == 403


def test_closing_says_what_the_public_sees(world: World, case: tuple[int, str]) -> None:
    question_id, reference = case
    gus = taken(world)
    assert send(gus, reference, "close") == 422
    assert send(gus, reference, "close", outcome="settled_privately") == 302
    with world.looking():
        assert case_of(question_id).outcome is Outcome.SETTLED_PRIVATELY
        assert question_by_id(question_id).owner_state is not None


def test_sending_a_reply_twice_sends_it_once(world: World, case: tuple[int, str]) -> None:
    gus = taken(world)
    token = gus.token(f"/cases/{case[1]}?to=reply")
    for _ in range(2):
        data = {"csrf_token": token, "body": "Only once", "once": "same-form"}
        assert gus.client.post(f"/cases/{case[1]}/reply", data=data).status_code == 302
    assert gus.text(f"/cases/{case[1]}").count("Only once") == 1


def test_hours_are_looked_at_before_they_are_saved(world: World) -> None:
    lea = signed_in(world, "lea")
    wanted = {"zone": "Europe/Rome", "week": "Mon-Fri 8:00-12:00, 13:00-17:00", "country": "IT"}
    shown = lea.post("/admin/hours", {**wanted, "check": "1"}, form_at="/admin/hours")
    assert "Not saved yet" in shown.get_data(as_text=True)
    assert lea.post("/admin/hours", {**wanted, "save": "1"}, form_at="/admin/hours").status_code == 302
    assert "8:00-12:00, 13:00-17:00" in lea.text("/admin/hours")


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Mars/Base"},
        {"week": "Mon 9:00-8:00"},
        {"week": ""},
        {"week": "Mon 9:00-12:00, 11:00-13:00"},
        {"country": "XX"},
        {"exceptions": "tomorrow closed"},
    ],
)
def test_unusable_hours_are_refused_with_a_sentence(world: World, wrong: dict[str, str]) -> None:
    lea = signed_in(world, "lea")
    given = {"zone": "Europe/Rome", "week": "Mon-Fri 9:00-18:00", "country": "IT", "save": "1", **wrong}
    refused = lea.post("/admin/hours", given, form_at="/admin/hours")
    assert refused.status_code == 422
    assert "to put right" in refused.get_data(as_text=True)
    assert signed_in(world, "ben").get("/admin/hours").status_code == 404


def test_whose_turn_is_said_to_each_as_it_is_for_them(world: World) -> None:
    reference = opened_and_taken(world)
    shown = {name: Visitor(world.app).signed_in_as(world.email(name)) for name in ("ann", "gus", "sam", "lea")}
    assert "S4 · your turn, by" in shown["gus"].text(f"/cases/{reference}")
    for name in ("sam", "lea"):
        assert "S4 · in hand, by" in shown[name].text(f"/cases/{reference}"), name
    assert "It is with Gus; a lead can give it to you." in shown["sam"].text(f"/cases/{reference}")
    assert "<span>with staff, who reply by" in shown["ann"].text("/cases")
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Which line?", needed="the line")
    assert "<span>your turn, until" in shown["ann"].text("/cases")
    assert "S4 · waits for the customer, closes on" in shown["gus"].text(f"/cases/{reference}")
    with world.acting("gus") as gus:
        close(gus, called(reference), outcome=None)
    with clock.at(now() + timedelta(days=30)):
        assert "<span>closed</span>" in Visitor(world.app).signed_in_as(world.email("ann")).text("/cases")
