"""What staff and the customer read of the clocks."""

from datetime import timedelta

from app.cases.actions.working import reply_as_customer
from app.kit import clock
from tests.cases.working import MONDAY, asked_customer, at, opened, taken, the, work_at
from tests.visiting import Visitor
from tests.world import World

HOUR = timedelta(hours=1)


def page(world: World, name: str, case: int) -> str:
    with world.looking():
        address = f"/cases/{the(case).reference}"
    return Visitor(world.app).signed_in_as(world.email(name)).text(address)


def test_both_clocks_stand_on_the_case(world: World) -> None:
    with clock.at(MONDAY):
        case = opened(world)
        taken(world, case)
    with clock.at(MONDAY + 3 * HOUR + timedelta(minutes=1)):
        shown = page(world, "gus", case)
    for words in ("by 17:30", "3 h 1 min of 90 h", "3 h 1 min, never paused", "by Mon 7 Dec 09:30"):
        assert words in shown
    assert "Stands still" not in shown


def test_a_clock_that_stands_still_says_since_when(world: World) -> None:
    with clock.at(MONDAY):
        case = opened(world)
    with clock.at(MONDAY + timedelta(minutes=150, seconds=30)):
        asked_customer(world, case)
    with at(2026, 11, 25, 12, 31):
        staff, customer = page(world, "gus", case), page(world, "ann", case)
    for words in ("2 h 30 min of 90 h", "since Mon 12:00", "if it went on now", "2 days 3 h, never paused"):
        assert words in staff
    assert "Without your word it closes on Mon 7 Dec 12:00." in customer
    assert "Late: Acme Support missed" in staff, "a private word does not keep what the thread promises"


def test_a_missed_time_and_the_new_one_are_said_to_both_before_the_worker_noticed(world: World) -> None:
    with clock.at(MONDAY):
        case = opened(world)
        taken(world, case)
    with clock.at(MONDAY + 8 * HOUR + timedelta(minutes=1)):
        for name in ("gus", "ann"):
            assert "We missed 17:30. New time: Tue 09:30." in page(world, name, case)
    work_at(world, MONDAY + 24 * HOUR + timedelta(minutes=1))
    with clock.at(MONDAY + 24 * HOUR + timedelta(minutes=2)):
        for name in ("gus", "ann"):
            assert "We missed 09:30. New time: 11:30." in page(world, name, case)
        with world.acting("ann") as ann:
            reply_as_customer(ann, the(case), body="Still waiting")
        assert "Reply by" in page(world, "ann", case)


def test_what_came_late_says_so_on_the_case(world: World) -> None:
    with clock.at(MONDAY):
        case = opened(world)
        taken(world, case)
    work_at(world, MONDAY + 48 * HOUR)
    with clock.at(MONDAY + 49 * HOUR):
        shown = page(world, "gus", case)
    assert "40 h after its time" in shown.replace("39 h 59 min", "40 h")
    assert "Most of the time is used: the lead was warned" in shown
