"""The wall in time: what happens in a private case moves nothing that anybody else can see, not even a version number."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activity.models import PageVersion
from app.cases.actions.policy import change_policy
from app.cases.actions.severity import set_severity
from app.cases.actions.working import note, reply, reply_as_customer, wait_internal
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, Target
from app.escalation.queries import promise_of
from app.extensions import db
from app.kit import clock
from app.questions.actions.accepting import did_not_help
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.cases.working import MONDAY, NEEDED, at, opened, said, taken, the, told, work_at
from tests.world import World

HOUR = timedelta(hours=1)
Act = Callable[[World, int], None]


def _staff_replies(world: World, case: int) -> None:
    with world.acting("gus") as gus:
        reply(gus, the(case), body="We look into it")


def _staff_needs_something(world: World, case: int) -> None:
    with world.acting("gus") as gus:
        reply(gus, the(case), body="Could you send it?", needed=NEEDED)


def _customer_replies(world: World, case: int) -> None:
    with world.acting("ann") as ann:
        reply_as_customer(ann, the(case), body="Here it is")


def _waits_inside(world: World, case: int) -> None:
    with world.acting("gus") as gus:
        wait_internal(gus, the(case), body="Asked the line team")


def _notes(world: World, case: int) -> None:
    with world.acting("gus") as gus:
        note(gus, the(case), body="Known fault")


def _becomes_grave(world: World, case: int) -> None:
    with world.acting("lea") as lea:
        set_severity(lea, the(case), severity=Severity.S1, reason="Smoke")


PRIVATE: list[Act] = [
    _staff_replies,
    _staff_needs_something,
    _customer_replies,
    _waits_inside,
    _notes,
    _becomes_grave,
]


@pytest.fixture
def case(world: World) -> int:
    with clock.at(MONDAY):
        question_id = opened(world)
        taken(world, question_id)
        return question_id


def outside(world: World, case: int) -> tuple[object, ...]:
    """All that anybody without the case can see of the question's time: the promise, the page, the lists, their versions."""
    guest = world.app.test_client()
    answers = [
        guest.get(path, follow_redirects=True) for path in (f"/questions/{case}", "/questions", "/feeds/new.atom")
    ]
    with world.looking():
        question = question_by_id(case)
        times = question.next_due_at, question.promised_at, question.missed_at, question.owner_state
        versions = dict(db.session.execute(select(PageVersion.key, PageVersion.number)).all())
    return (
        times,
        versions,
        [answer.get_data() for answer in answers],
        [answer.headers.get("ETag") for answer in answers],
    )


@pytest.mark.parametrize("act", PRIVATE, ids=lambda act: act.__name__.strip("_"))
def test_a_private_act_moves_nothing_in_public(world: World, case: int, act: Act) -> None:
    with at(2026, 11, 23, 11):
        before = outside(world, case)
        act(world, case)
        assert outside(world, case) == before


def test_a_missed_promise_of_the_case_moves_nothing_and_that_of_the_question_does(world: World, case: int) -> None:
    with at(2026, 11, 23, 11):
        with world.acting("lea") as lea:
            change_policy(lea, policy=SlaPolicy(next_response=Target(HOUR)))
        _becomes_grave(world, case)
        _customer_replies(world, case)
    with at(2026, 11, 23, 12):
        _staff_replies(world, case)
        before = outside(world, case)
    work_at(world, MONDAY + 4 * HOUR)
    assert len(told(world, "case:late")) == 1, "the private promise was missed at 13:00"
    with at(2026, 11, 23, 12):
        assert outside(world, case) == before
    work_at(world, MONDAY + 8 * HOUR + timedelta(minutes=1))
    with clock.at(MONDAY + 8 * HOUR + timedelta(minutes=2)), world.looking():
        promise = promise_of(question_by_id(case))
        assert promise is not None
        assert (promise.code, said(promise.times["missed"]), said(promise.new_time)) == (
            "staff_late",
            "Mon 23 17:30",
            "Tue 24 09:30",
        )
        assert said(the(case).next_due_at) == "Tue 24 11:00", "13:00, 14:00, 16:00, and four open hours on"


def test_a_public_act_does_move_it(world: World, case: int) -> None:
    with at(2026, 11, 23, 11):
        with world.acting("gus") as gus:
            answer_id = make.answer(gus, question_by_id(case)).id
        with world.acting("ann") as ann:
            did_not_help(ann, visible_answer(ann, answer_id))
        with world.looking():
            assert said(question_by_id(case).promised_at) == "Tue 24 10:00"
            assert question_by_id(case).promised_at == the(case).promised_at
