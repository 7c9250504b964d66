"""A case that was over waits anew when it comes back: the days it lay closed, and the wait that ended with an answer, move nobody
past those who wait now."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from app.cases.actions.absences import set_absence
from app.cases.actions.merging import merge
from app.cases.actions.working import close, reply, reply_as_customer
from app.cases.models import Case
from app.cases.severity import Severity
from app.kit import clock
from app.kit.clock import now
from tests.cases.private import called, opened, opened_and_taken
from tests.cases.test_taking import taken_by
from tests.cases.waiting import DAY
from tests.world import World

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def on_a_monday() -> Iterator[None]:
    """While the desk is open."""
    with clock.at(datetime(2026, 11, 23, 10, tzinfo=UTC)):
        yield


def closed(world: World) -> str:
    """A private case of ann's that gus answered and closed."""
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Put right")
        close(gus, called(reference), outcome=None)
    return reference


def gus_is_away(world: World) -> None:
    with world.acting("gus") as gus:
        set_absence(gus, gus, from_at=now() - DAY, until_at=now() + 2 * DAY)


def ben_waits(world: World) -> int:
    with world.acting("ben") as ben:
        return opened(ben).id


def again(world: World, reference: str, words: str) -> int:
    with world.acting("ann") as ann:
        reply_as_customer(ann, called(reference), body=words)
        return called(reference).id


def test_what_was_closed_comes_in_behind_who_waits(world: World) -> None:
    reference = closed(world)
    with clock.at(now() + WEEK):
        waits = ben_waits(world)
        gus_is_away(world)
    with clock.at(now() + WEEK + timedelta(minutes=5)):
        back = again(world, reference, "Something else now: what colours are there?")
        assert [taken_by(world, "sam"), taken_by(world, "sam")] == [waits, back]


def test_a_graver_harm_counts_from_when_it_came_back(world: World) -> None:
    reference = closed(world)
    with clock.at(now() + WEEK):
        gus_is_away(world)
        with world.acting("ben") as ben:
            waits = opened(ben, body="I was charged twice.").id
    with clock.at(now() + WEEK + timedelta(minutes=5)):
        back = again(world, reference, "I was charged twice.")
        with world.looking():
            case = called(reference)
            assert case.severity is Severity.S2
            assert case.deadline > now()
        assert [taken_by(world, "sam"), taken_by(world, "sam")] == [waits, back]


def test_a_closed_case_gives_no_place_to_the_one_it_is_merged_into(world: World) -> None:
    reference = closed(world)
    with clock.at(now() + WEEK):
        waits = ben_waits(world)
    with clock.at(now() + WEEK + timedelta(minutes=5)):
        with world.acting("ann") as ann:
            fresh = opened(ann, title="The same again").reference
        with world.acting("lea") as lea:
            merge(lea, called(reference), into=called(fresh), reason="The same")
        with world.looking():
            number = called(fresh).id
        assert [taken_by(world, "sam"), taken_by(world, "sam")] == [waits, number]


def test_whom_nobody_answered_keeps_the_wait(world: World) -> None:
    """Closed by mistake, unanswered: nobody's wait had ended."""
    reference = opened_and_taken(world)
    with world.acting("gus") as gus:
        close(gus, called(reference), outcome=None)
    with world.looking():
        before = called(reference).deadline
    gus_is_away(world)
    again(world, reference, "You have not answered me.")
    with world.looking():
        case: Case = called(reference)
        assert (case.deadline, case.owner_id) == (before, None)
