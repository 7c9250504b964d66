"""A clock that jumps: the computer's, ahead and back by an hour, and that of the wall, twice a year. Each thing is told once and
at its time, and no time is counted twice."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.activity.models import Owed
from app.cases.actions.working import reply_as_customer
from app.cases.clocks.kept import read
from app.cases.clocks.models import Measure
from app.cases.clocks.queries import clocks_of
from app.cases.states import CaseState
from app.extensions import db
from app.kit import clock
from app.questions.queries import question_by_id
from app.questions.states import Level
from tests import make
from tests.cases.calendars import rome
from tests.cases.working import MONDAY, asked_customer, at, opened, said, the, told, work_at, worked
from tests.world import World

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def case(world: World) -> int:
    with clock.at(MONDAY):
        return opened(world)


def nothing_failed(world: World) -> bool:
    with world.looking():
        return db.session.scalar(select(func.count()).select_from(Owed).where(Owed.error.is_not(None))) == 0


def test_an_hour_back_between_two_turns_counts_as_no_time(world: World, case: int) -> None:
    """Asked for something at 11:00; the computer's clock is put back, and the customer replies when it says 10:15."""
    with at(2026, 11, 23, 11):
        asked_customer(world, case)
    with at(2026, 11, 23, 10, 15), world.acting("ann") as ann:
        reply_as_customer(ann, the(case), body="Here it is")
    with at(2026, 11, 23, 10, 15), world.looking():
        found, kept = the(case), read(clocks_of(the(case).id)[Measure.RESOLUTION])
        assert found.state is CaseState.ASSIGNED
        assert round(kept.elapsed(rome(2026, 11, 23, 11)) / HOUR, 1) == 1.5, "from 9:30 to 11:00, and not an hour twice"
        assert said(found.next_due_at) == "Tue 24 09:15"
        due = found.next_due_at
    assert due is not None
    worked(world, rome(2026, 11, 23, 10, 30), rome(2026, 11, 24, 10))
    assert len([data for _when, data in told(world, "case:late") if data["measure"] == "response"]) == 1
    assert nothing_failed(world)


def test_an_hour_ahead_and_back_warns_once_and_is_late_at_its_time(world: World, case: int) -> None:
    work_at(world, MONDAY + 5.5 * HOUR)
    assert told(world, "case:at_risk") == []
    work_at(world, MONDAY + 6.5 * HOUR)
    worked(world, MONDAY + 5.6 * HOUR, MONDAY + 7.6 * HOUR)
    assert len([data for _when, data in told(world, "case:at_risk") if data["measure"] == "response"]) == 1
    assert told(world, "case:late") == []
    work_at(world, MONDAY + 8 * HOUR + 30 * SECOND)
    ((when, data),) = told(world, "case:late")
    assert said(when) == "Mon 23 17:30"
    assert "late_seconds" not in data
    assert nothing_failed(world)


@pytest.mark.parametrize(
    ("asked", "ends"),
    [
        (rome(2027, 3, 27, 22), rome(2027, 3, 28, 7)),
        (rome(2027, 10, 30, 22), rome(2027, 10, 31, 5)),
    ],
    ids=["an hour is left out", "an hour comes twice"],
)
def test_eight_hours_with_peers_are_eight_hours_in_the_night_of_the_change(
    world: World, asked: datetime, ends: datetime
) -> None:
    with clock.at(asked), world.acting("ann") as ann:
        question_id = int(make.question(ann).id)
    work_at(world, ends - 30 * SECOND)
    with world.looking():
        assert question_by_id(question_id).level is Level.COMMUNITY
    work_at(world, ends + 30 * SECOND)
    with world.looking():
        assert question_by_id(question_id).level is Level.STAFF
    ((_when, data),) = told(world, "question:escalated")
    assert "late_seconds" not in data


@pytest.mark.parametrize("friday", [rome(2027, 3, 26, 16), rome(2027, 10, 29, 16)], ids=["spring", "autumn"])
def test_a_promise_over_the_weekend_of_the_change_is_for_the_hour_that_was_said(world: World, friday: datetime) -> None:
    with clock.at(friday):
        case = opened(world)
    with world.looking():
        promised = the(case).promised_at
        assert promised is not None
        assert said(promised).endswith("15:00")
    work_at(world, promised - 30 * SECOND)
    assert told(world, "case:late") == []
    work_at(world, promised + 30 * SECOND)
    ((_when, data),) = told(world, "case:late")
    assert "late_seconds" not in data
