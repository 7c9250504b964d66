"""What a customer gave or wrote to staff alone is not asked of them again, whichever way they said it."""

import pytest

from app.cases.actions.fields import ask_fields, give_fields
from app.cases.actions.opening import attach_private_details
from app.cases.actions.privately import enter
from app.cases.actions.taking import take_next
from app.cases.actions.working import reply_as_customer
from app.cases.customer.known import known_of
from app.cases.customer.models import Field
from app.cases.customer.stated import stated, unnamed
from app.cases.severity import Severity
from app.escalation.actions import request_staff
from app.kit.errors import Invalid
from app.questions.states import Level
from tests import make
from tests.cases.private import called, opened, opened_and_taken, send, signed_in
from tests.world import World

ORDER, SERIAL, CONTACT = Field.ORDER, Field.SERIAL, Field.CONTACT


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Order number: AC-77120", {ORDER: "AC-77120"}),
        ("my order AC-77120, please", {ORDER: "AC-77120"}),
        ("Numero d'ordine 4711-22", {ORDER: "4711-22"}),
        ("ordine n. 4711", {ORDER: "4711"}),
        ("S/N X2-118-900", {SERIAL: "X2-118-900"}),
        ("n. di serie: 99817A", {SERIAL: "99817A"}),
        ("matricola 99817A e ordine 4711", {SERIAL: "99817A", ORDER: "4711"}),
        ("serial number is 99817A", {SERIAL: "99817A"}),
        ("write to ann.b@mail.example", {CONTACT: "ann.b@mail.example"}),
        ("call +39 055 123 4567 after six", {CONTACT: "+39 055 123 4567"}),
        ("tel. 055 1234567", {CONTACT: "tel. 055 1234567"}),
        ("I ordered it in May. In order to help, the order of things, order now.", {}),
        ("The serial port blinks, and my order never came.", {}),
        ("AC-77120", {}),
        ("", {}),
    ],
)
def test_what_words_say(words: str, found: dict[Field, str]) -> None:
    assert stated(words) == found


def test_a_number_that_no_word_names_may_be_either() -> None:
    assert unnamed("AC-77120\nX200 4.2.1\norder 99123456\n+39 055 123 4567\nann12345@mail.example") == ["AC-77120"]


def private_details(world: World, text: str) -> str:
    with world.acting("ann") as ann:
        question = make.question(ann)
        attach_private_details(ann, question, text=text)
        if question.level is Level.COMMUNITY:
            request_staff(ann, question, reason="We cannot work")
    with world.acting("gus") as gus:
        return str(take_next(gus).reference)


def test_the_private_details_answer_it(world: World) -> None:
    reference = private_details(world, "Order number AC-77120\nCall me: +39 055 123 4567")
    gus = signed_in(world, "gus")
    page = gus.text(f"/cases/{reference}?to=reply")
    assert [f'value="{one.value}"' in page for one in (ORDER, SERIAL, CONTACT)] == [False, True, False]
    answer = gus.post(
        f"/cases/{reference}/reply", {"body": "Kept words", "ask": "order"}, form_at=f"/cases/{reference}"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "They gave the order number already: AC-77120" in page
    assert "Kept words" in page
    assert send(gus, reference, "reply", body="Which one?", ask="serial") == 302


def test_a_number_alone_is_pointed_at(world: World) -> None:
    reference = private_details(world, "AC-77120")
    page = signed_in(world, "gus").text(f"/cases/{reference}?to=reply")
    assert 'value="order"' in page
    assert "Look first whether it is what they wrote: AC-77120." in page


def test_a_word_in_the_case_answers_it_and_a_colleagues_does_not(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        case = called(reference)
        assert known_of(case).values == {}
    with world.acting("ann") as ann:
        reply_as_customer(ann, called(reference), body="My order is AC-77120.")
    with world.acting("gus") as gus:
        assert known_of(called(reference)).values == {ORDER: "AC-77120"}
        with pytest.raises(Invalid, match="gave the order number already"):
            ask_fields(gus, called(reference), fields=[ORDER])
    assert send(signed_in(world, "gus"), reference, "reply", body="Serial number 99817A is old, yes?") == 302
    with world.looking():
        assert SERIAL not in known_of(called(reference)).values


@pytest.mark.parametrize("by", ["ann", "ben"])
def test_a_case_that_follows_another_knows_what_was_given_there(world: World, by: str) -> None:
    """Unless it is another person's."""
    with world.acting("ann") as ann:
        earlier = opened(ann)
        give_fields(ann, earlier, values={SERIAL: "99817A"})
        reference = earlier.reference
    with world.acting(by) as customer:
        more = {"severity": Severity.S4, "skill": "", "language": "en"}
        new = enter(customer, title="Again", earlier=called(reference), **more)
        assert known_of(new).values == ({SERIAL: "99817A"} if by == "ann" else {})
