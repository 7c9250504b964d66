"""Whoever works on cases is a customer in their own, and nobody speaks for the brand while suspended."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import User
from app.cases.actions.assigning import assign
from app.cases.actions.merging import merge
from app.cases.actions.requester import change_customer
from app.cases.actions.severity import change_severity
from app.cases.actions.taking import take_next
from app.cases.actions.working import close, note, reply
from app.cases.models import Case
from app.cases.severity import Severity
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, Refused, Unseen
from tests.cases.private import called, opened, opened_and_taken, signed_in
from tests.world import World

SECRET = "Among us: she is difficult"
Act = Callable[[World, User, Case], object]
ACTS: dict[str, Act] = {
    "replies": lambda world, lead, case: reply(lead, case, body="Your refund is granted."),
    "notes": lambda world, lead, case: note(lead, case, body="Nothing."),
    "makes it graver": lambda world, lead, case: change_severity(lead, case, severity=Severity.S1, reason="Mine"),
    "gives it to somebody": lambda world, lead, case: assign(lead, case, to=world.person("sam"), reason="Quick"),
    "closes it": lambda world, lead, case: close(lead, case, outcome=None),
    "merges it": lambda world, lead, case: merge(lead, case, into=case, reason="Mine"),
    "gives it away": lambda world, lead, case: change_customer(lead, case, email=world.email("ben"), reason="Not mine"),
}


@pytest.mark.parametrize("what", ACTS)
def test_a_lead_is_a_customer_in_their_own_case(world: World, what: str) -> None:
    reference = opened_by(world, "lea")
    with world.acting("lea") as lea, pytest.raises(Unseen):
        ACTS[what](world, lea, called(reference))


@pytest.mark.parametrize("mode", ["reply", "note", "back", "close"])
def test_no_form_of_the_desk_shows_a_customer_what_staff_said_of_them(world: World, mode: str) -> None:
    reference = opened_by(world, "sam")
    with world.acting("gus") as gus:
        assert take_next(gus) is called(reference)
        note(gus, called(reference), body=SECRET)
    answer = signed_in(world, "sam").post(f"/cases/{reference}/{mode}", {"reason": ""})
    assert answer.status_code == 404
    assert SECRET not in answer.get_data(as_text=True)
    assert SECRET in signed_in(world, "gus").text(f"/cases/{reference}")


def test_nobody_takes_a_case_for_themselves(world: World) -> None:
    reference = opened_and_taken(world)
    with world.acting("lea") as lea, pytest.raises(Invalid, match="case of your own"):
        change_customer(lea, called(reference), email=world.email("lea"), reason="Mine")


@pytest.mark.parametrize("what", ["replies", "notes", "makes it graver", "closes it"])
def test_suspended_staff_speak_for_nobody(world: World, what: str) -> None:
    reference = opened_and_taken(world)
    _suspend(world, "gus")
    with world.acting("gus") as gus, pytest.raises(Refused, match="suspended"):
        ACTS[what](world, gus, called(reference))


def test_who_is_suspended_is_given_nothing(world: World) -> None:
    waiting = opened_by(world, "ben")
    _suspend(world, "gus")
    with world.acting("gus") as gus, pytest.raises(Refused, match="suspended"):
        take_next(gus)
    with world.acting("sam") as sam:
        assert take_next(sam) is called(waiting)


def opened_by(world: World, name: str) -> str:
    with world.acting(name) as customer:
        return str(opened(customer).reference)


def _suspend(world: World, name: str) -> None:
    with world.acting("ada"):
        db.session.get_one(User, world.ids[name]).suspended_until = now() + timedelta(days=1)
