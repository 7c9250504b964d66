"""Closing with a public word, coming back within two weeks or as a new case, and two cases that become one."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.cases.actions.fields import give_fields
from app.cases.actions.merging import merge
from app.cases.actions.opening import attach_private_details
from app.cases.actions.taking import take_next
from app.cases.actions.working import close, note, reply, reply_as_customer
from app.cases.customer.models import Field
from app.cases.models import Case
from app.cases.queries import case_of
from app.cases.states import CaseState, Outcome
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import Invalid, Refused
from app.questions.models import Answer
from app.questions.queries import question_by_id
from tests import make
from tests.cases.private import called, opened, opened_and_taken, send, signed_in
from tests.world import World

ORDER = "AC-77120"


@pytest.fixture
def public(world: World) -> str:
    """The case of a public question, which gus has; ann gave an order number."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        attach_private_details(ann, question, text="Flat 4711")
        request_staff(ann, question, reason="We cannot work")
    with world.acting("gus") as gus:
        reference = str(take_next(gus).reference)
    with world.acting("ann") as ann:
        give_fields(ann, called(reference), values={Field.ORDER: ORDER})
    return reference


def test_our_answer_must_be_there(world: World, public: str) -> None:
    gus = signed_in(world, "gus")
    assert send(gus, public, "close", outcome="official_answer") == 422
    assert send(gus, public, "public", body="Use the new firmware.") == 302
    assert send(gus, public, "close", outcome="official_answer") == 302
    with world.looking():
        assert called(public).outcome is Outcome.OFFICIAL_ANSWER


@pytest.mark.parametrize(
    "private", [f"Your order {ORDER.lower()} is replaced.", "As ann@example.org wrote", "Flat 4711"]
)
def test_a_note_with_something_private_is_refused(world: World, public: str, private: str) -> None:
    gus = signed_in(world, "gus")
    answer = gus.post(
        f"/cases/{public}/close", {"outcome": "public_note", "note": private}, form_at=f"/cases/{public}?to=close"
    )
    assert answer.status_code == 422
    assert private in answer.get_data(as_text=True)
    with world.looking():
        assert db.session.scalars(select(Answer)).all() == []
        assert called(public).is_open


def test_a_note_is_an_answer_of_ours_and_closes(world: World, public: str) -> None:
    gus = signed_in(world, "gus")
    assert send(gus, public, "close", outcome="public_note") == 422
    assert send(gus, public, "close", outcome="public_note", note="We replaced a faulty part.") == 302
    with world.looking():
        case = called(public)
        assert (case.state, case.outcome) == (CaseState.RESOLVED, Outcome.PUBLIC_NOTE)
        number = case.question_id
        assert question_by_id(number).next_due_at is not None
    assert (
        "We replaced a faulty part." in signed_in(world, "ben").get(f"/questions/{number}", follow_redirects=True).text
    )


def test_a_private_case_closes_with_nothing_public(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("gus") as gus, pytest.raises(Invalid, match="Nothing of this case is public"):
        close(gus, called(reference), outcome=Outcome.SETTLED_PRIVATELY)
    assert send(signed_in(world, "gus"), reference, "close") == 302
    with world.looking():
        assert (called(reference).state, called(reference).outcome) == (CaseState.RESOLVED, None)


def test_within_two_weeks_it_comes_back_to_whoever_had_it(world: World) -> None:
    reference = opened_and_taken(world)
    send(signed_in(world, "gus"), reference, "close")
    with clock.at(now() + timedelta(days=13)):
        ann = signed_in(world, "ann")
        assert "comes back to whoever had it" in ann.text(f"/cases/{reference}")
        assert (
            ann.post(f"/cases/{reference}/customer", {"body": "Again"}, form_at=f"/cases/{reference}").status_code
            == 302
        )
        with world.looking():
            case = called(reference)
            assert (case.state, case.owner_id) == (CaseState.ASSIGNED, world.ids["gus"])


def test_later_it_is_a_new_case_linked_to_the_old_one(world: World, public: str) -> None:
    with world.acting("gus") as gus:
        close(gus, called(public), outcome=Outcome.SETTLED_PRIVATELY)
    with clock.at(now() + timedelta(days=15)):
        ann = signed_in(world, "ann")
        assert "a new case is opened, linked to this one" in ann.text(f"/cases/{public}")
        led = ann.post(f"/cases/{public}/customer", {"body": "Again, months later"}, form_at=f"/cases/{public}")
        assert led.status_code == 302
        page = ann.text(led.location)
        assert "this is a new one, linked to it" in page
        assert "Again, months later" in page
        assert f"/cases/{public}" in page
        with world.looking():
            old, new = called(public), db.session.scalars(select(Case).order_by(Case.id.desc())).first()
            assert (old.state, new.state, new.earlier_id) == (CaseState.RESOLVED, CaseState.QUEUED, old.id)
            assert new.title
        for _time in range(2):
            again = ann.post(f"/cases/{public}/customer", {"body": "And more"}, form_at=f"/cases/{public}")
            assert again.location == led.location, "it goes on in the same one"
        assert "You went on in a newer case" in ann.text(f"/cases/{public}")


def two(world: World) -> tuple[str, str]:
    """Two private cases of ann's, both with gus: the older and the newer."""
    first = opened_and_taken(world)
    with world.acting("ann") as ann:
        second = opened(ann, title="The invoice again", body="Second words, smoke came out")
        give_fields(ann, second, values={Field.SERIAL: "SN-990017"})
    with world.acting("gus") as gus:
        case = take_next(gus)
        note(gus, case, body="A note of the second")
        return first, str(case.reference)


def test_a_lead_merges_and_nothing_is_lost(world: World) -> None:
    first, second = two(world)
    lea = signed_in(world, "lea")
    where = f"/cases/{second}/merging"
    led = lea.post(where, {"into": first, "reason": "The same invoice"}, form_at=where)
    assert led.location == f"/cases/{first}"
    page = lea.text(led.location)
    for words in ("I was billed", "Second words", "A note of the second", "SN-990017", "The same invoice"):
        assert words in page, words
    assert lea.get(f"/cases/{second}").location == f"/cases/{first}"
    assert signed_in(world, "ann").get(f"/cases/{second}").location == f"/cases/{first}"
    with world.looking():
        old, kept = called(second), called(first)
        assert (old.outcome, old.is_open, old.next_due_at) == (Outcome.MERGED, False, None)
        assert kept.is_open
        assert kept.severity.value == "S1", "the graver counts"


def test_what_is_written_meanwhile_goes_to_the_one_that_is_left(world: World) -> None:
    first, second = two(world)
    gus, ann = signed_in(world, "gus"), signed_in(world, "ann")
    tokens = {name: one.token(f"/cases/{second}?to=reply") for name, one in (("gus", gus), ("ann", ann))}
    with world.acting("lea") as lea:
        merge(lea, called(second), into=called(first), reason="The same")
    for one, name, mode in ((ann, "ann", "customer"), (gus, "gus", "reply")):
        data = {"csrf_token": tokens[name], "body": f"Meanwhile by {name}"}
        led = one.client.post(f"/cases/{second}/{mode}", data=data)
        assert (led.status_code, led.location) == (302, f"/cases/{first}"), name
        page = one.text(led.location)
        assert f"Meanwhile by {name}" in page
        assert "while you were writing" in page


def test_only_a_lead_and_only_of_one_customer(world: World) -> None:
    first, second = two(world)
    with world.acting("ben") as ben:
        others = opened(ben).reference
    with world.acting("gus") as gus, pytest.raises(Refused, match="A lead merges"):
        merge(gus, called(second), into=called(first), reason="x")
    for into, reason in ((others, "x"), (second, "x"), (first, " ")):
        with world.acting("lea") as lea, pytest.raises(Invalid):
            merge(lea, called(second), into=called(into), reason=reason)


def test_a_public_question_that_goes_on_keeps_its_case(world: World, public: str) -> None:
    with world.acting("ann") as ann:
        other = opened(ann).reference
    with world.acting("lea") as lea:
        with pytest.raises(Invalid, match="a public question that goes on"):
            merge(lea, called(public), into=called(other), reason="x")
        merge(lea, called(other), into=called(public), reason="x")
    with world.looking():
        assert case_of(called(public).question_id).reference == public


def test_the_export_has_all_that_its_reader_may_have(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Which line?")
        note(gus, called(reference), body="STAFF-NOTE")
    with world.acting("ann") as ann:
        give_fields(ann, called(reference), values={Field.ORDER: ORDER})
        reply_as_customer(ann, called(reference), body="The second one")
    for name, with_notes in (("ann", False), ("lea", True)):
        reader = signed_in(world, name)
        answer = reader.get(f"/cases/{reference}/export.json")
        whole = json.loads(answer.data)
        assert [one["text"] for one in whole["messages"]][1:] == ["Which line?", "The second one"]
        assert whole["fields"] == {"order": ORDER}
        assert ("STAFF-NOTE" in answer.text) is with_notes
        assert ("STAFF-NOTE" in reader.text(f"/cases/{reference}/export")) is with_notes
    for name in ("gus", "ben", "mia"):
        assert signed_in(world, name).get(f"/cases/{reference}/export.json").status_code == 404, name
