"""Where the composer of a case sends words when an agent opens it: never in public what began in private."""

import pytest

from app.cases.actions.taking import take_next
from app.cases.actions.working import reply_as_customer
from app.cases.queries import case_of
from app.escalation.actions import request_staff
from tests import make
from tests.cases.private import called, opened_and_taken, signed_in
from tests.world import World

PLAIN = "Nothing of the light works since noon."
ACCOUNT = "You took the money for my bill twice from my account."
EVERYBODY, PRIVATE = "Publish the answer", "Send privately"


def taken(world: World, body: str) -> str:
    with world.acting("ann") as ann:
        question = make.question(ann, title="What is this?", body=body)
        if case_of(question.id) is None:
            request_staff(ann, question, reason="We cannot go on")
    with world.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        return str(case.reference)


@pytest.mark.parametrize(("body", "begins"), [(PLAIN, EVERYBODY), (ACCOUNT, PRIVATE)])
def test_a_case_about_an_account_opens_with_the_private_reply(world: World, body: str, begins: str) -> None:
    reference = taken(world, body)
    page = signed_in(world, "gus").text(f"/cases/{reference}")
    assert begins in page
    assert ({EVERYBODY, PRIVATE} - {begins}).pop() not in page


def test_what_is_talked_about_in_private_goes_on_in_private(world: World) -> None:
    reference = taken(world, PLAIN)
    with world.acting("ann") as ann:
        reply_as_customer(ann, called(reference), body="My number is 0471.")
    page = signed_in(world, "gus").text(f"/cases/{reference}")
    assert PRIVATE in page
    assert EVERYBODY not in page
    assert EVERYBODY in signed_in(world, "gus").text(f"/cases/{reference}?to=public")


def test_a_private_case_has_no_public(world: World) -> None:
    assert PRIVATE in signed_in(world, "gus").text(f"/cases/{opened_and_taken(world)}")
