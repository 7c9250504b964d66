"""Hours and policy apply forward: what a page said stays said, at every level."""

from datetime import timedelta

import pytest

from app.cases.actions.hours import change_hours
from app.cases.actions.policy import change_policy
from app.cases.hours import BusinessHours, parse_week
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, Target
from app.escalation.queries import promise_of, promise_when_asking
from app.kit import clock
from app.questions.queries import question_by_id
from tests import make
from tests.cases.working import BODY, MONDAY, TITLE, said, the, work_at
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def asked(world: World) -> int:
    with clock.at(MONDAY), world.acting("ann") as ann:
        return int(make.question(ann, title=TITLE, body=BODY).id)


def promised(world: World, question_id: int) -> dict[str, str]:
    with world.looking():
        promise = promise_of(question_by_id(question_id))
        assert promise is not None
        return {name: said(moment) for name, moment in promise.times.items()}


def change(world: World) -> None:
    """The desk opens later and less, and replies sooner."""
    with world.acting("lea") as lea:
        change_hours(lea, hours=BusinessHours("Europe/Rome", parse_week("Sat-Sun 10-12")))
        change_policy(lea, policy=SlaPolicy(first_response={one: Target(HOUR) for one in Severity}))


def test_what_asking_promised_stands_through_the_hand_over_and_until_it_is_missed(world: World, asked: int) -> None:
    with clock.at(MONDAY + HOUR):
        before = promised(world, asked)
        assert before == {"community_until": "Mon 23 17:30", "staff_by": "Tue 24 16:30"}
        change(world)
        assert promised(world, asked) == before
    work_at(world, MONDAY + 8 * HOUR)
    with clock.at(MONDAY + 9 * HOUR), world.looking():
        assert said(the(asked).promised_at) == "Tue 24 16:30"
    with clock.at(MONDAY + 9 * HOUR):
        assert promised(world, asked) == {"staff_by": "Tue 24 16:30"}
    work_at(world, MONDAY + 32 * HOUR)
    with clock.at(MONDAY + 32 * HOUR):
        assert promised(world, asked) == {"missed": "Tue 24 16:30", "new_time": "Sat 28 11:00"}


def test_what_is_asked_after_the_change_counts_by_it(world: World, asked: int) -> None:
    with clock.at(MONDAY + HOUR):
        change(world)
        with world.acting("ben") as ben:
            later = int(make.question(ben, title=TITLE, body=BODY).id)
        with world.looking():
            told = promise_when_asking(8 * HOUR)
        assert promised(world, later)["staff_by"] == said(told.staff_by) == "Sat 28 11:00"
