"""A case's clocks at work: warned, late, paused, reminded, lapsed; each at its time and once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.activity.models import Owed
from app.cases.actions.hours import change_hours
from app.cases.actions.severity import set_severity
from app.cases.actions.working import close, reply_as_customer, wait_internal
from app.cases.clocks.kept import read
from app.cases.clocks.models import Alarm, CaseClock, Measure
from app.cases.clocks.queries import clocks_of
from app.cases.hours import BusinessHours, parse_week
from app.cases.severity import Severity
from app.cases.states import CaseState, Outcome
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.questions.actions.accepting import accept, did_not_help, undo_acceptance
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import State
from tests import make
from tests.cases.calendars import rome
from tests.cases.working import MONDAY, asked_customer, at, opened, said, taken, the, told, work, work_at, worked
from tests.world import World

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def case(world: World) -> int:
    with clock.at(MONDAY):
        return opened(world)


def minutes_of(world: World, kind: str, **data: str) -> list[str]:
    """When events of a kind came, on the wall clock of Rome."""
    return [said(when) for when, found in told(world, kind) if data.items() <= found.items()]


def hours(time: timedelta) -> float:
    """To the quarter, since some milliseconds pass in a test."""
    return round(time / HOUR * 4) / 4


def test_the_lead_is_warned_before_and_told_when_it_is_late_each_once(world: World, case: int) -> None:
    worked(world, MONDAY + MINUTE / 2, rome(2026, 11, 23, 18), 30 * MINUTE)
    worked(world, rome(2026, 11, 23, 22) + MINUTE / 2, rome(2026, 11, 24, 9), 5 * HOUR)
    worked(world, rome(2026, 11, 24, 9) + MINUTE / 2, rome(2026, 11, 24, 10), 30 * MINUTE)
    assert minutes_of(world, "case:at_risk", measure="response") == ["Mon 23 15:30"]
    assert minutes_of(world, "case:late", measure="response") == ["Mon 23 17:30", "Tue 24 09:30"]
    with at(2026, 11, 24, 10), world.looking():
        found = the(case)
        assert [said(when) for when in (found.promised_at, found.missed_at, found.next_due_at)] == [
            "Mon 23 17:30",
            "Tue 24 09:30",
            "Tue 24 11:30",
        ]
    assert all("late_seconds" not in data for _when, data in told(world, "case:late"))


def test_waiting_for_the_customer_stops_our_clock_and_never_theirs(world: World, case: int) -> None:
    with at(2026, 11, 23, 12):
        asked_customer(world, case)
    with at(2026, 11, 25, 9), world.acting("ann") as ann:
        reply_as_customer(ann, the(case), body="It is X2-118")
    with at(2026, 11, 25, 10), world.looking():
        kept = read(clocks_of(the(case).id)[Measure.RESOLUTION])
        assert hours(kept.elapsed(now())) == 3.5
        assert hours(kept.waited(now())) == 48.5
        assert said(the(case).promised_at) == "Wed 25 17:00"


def test_waiting_for_somebody_inside_stops_nothing(world: World, case: int) -> None:
    with at(2026, 11, 23, 12):
        taken(world, case)
        with world.acting("gus") as gus:
            wait_internal(gus, the(case), body="The line test runs until tomorrow")
    with at(2026, 11, 24, 10), world.looking():
        kept = read(clocks_of(the(case).id)[Measure.RESOLUTION])
        assert hours(kept.elapsed(now())) == 9.5
    work_at(world, rome(2026, 11, 23, 18, 1))
    assert len(told(world, "case:late")) == 1


def test_a_silent_customer_is_reminded_on_days_2_5_and_9_and_the_case_lapses_on_day_10(world: World, case: int) -> None:
    with at(2026, 11, 23, 12):
        asked_customer(world, case)
    worked(world, rome(2026, 11, 23, 12) + MINUTE / 2, rome(2026, 12, 8, 13), 12 * HOUR)
    assert minutes_of(world, "case:customer_reminded") == ["Wed 25 12:00", "Mon 30 12:00", "Fri 04 12:00"]
    assert [data["number"] for _when, data in told(world, "case:customer_reminded")] == [1, 2, 3]
    assert minutes_of(world, "case:closed") == ["Mon 07 12:00"]
    with world.looking():
        done, question = the(case), question_by_id(case)
        assert (done.state, done.outcome) == (CaseState.LAPSED, Outcome.CUSTOMER_SILENT)
        assert (question.state, question.next_due_at) == (State.LAPSED, None)
        left = select(func.count()).select_from(Alarm).where(Alarm.rang_at.is_(None))
        assert db.session.scalar(left) == 0


def test_what_the_customer_says_ends_the_reminders_and_a_lapsed_case_comes_back(world: World, case: int) -> None:
    with at(2026, 11, 23, 12):
        asked_customer(world, case)
    with at(2026, 11, 24, 12), world.acting("ann") as ann:
        reply_as_customer(ann, the(case), body="Here it is")
    work_at(world, rome(2026, 12, 20, 12))
    assert told(world, "case:customer_reminded") == []
    with at(2026, 12, 21, 10):
        with world.looking():
            assert the(case).state is CaseState.ASSIGNED
        with world.acting("gus") as gus:
            assert gus.id == the(case).owner_id


def test_after_a_day_without_a_worker_everything_rings_once_and_says_how_late(world: World, case: int) -> None:
    for _twice in range(2):
        work_at(world, rome(2026, 11, 24, 18))
    (_when, warned), (_when, late) = *told(world, "case:at_risk"), *told(world, "case:late")
    assert round(warned["late_seconds"] / 1800) == 53
    assert round(late["late_seconds"] / 1800) == 49
    assert late["measure"] == "response"
    with at(2026, 11, 24, 18), world.looking():
        assert the(case).next_due_at > now()


def test_a_customer_is_not_closed_out_by_reminders_that_came_late(world: World, case: int) -> None:
    with at(2026, 11, 23, 12):
        asked_customer(world, case)
    work_at(world, rome(2026, 12, 21, 12))
    assert len(told(world, "case:customer_reminded")) == 3
    with world.looking():
        assert the(case).state is CaseState.WAITING_CUSTOMER
        assert the(case).next_due_at - rome(2026, 12, 22, 12) < MINUTE
    work_at(world, rome(2026, 12, 22, 12, 1))
    with world.looking():
        assert the(case).state is CaseState.LAPSED
    assert len(told(world, "case:closed")) == 1


def test_what_turns_out_graver_is_late_sooner_and_its_promise_stays_as_it_was_said(world: World, case: int) -> None:
    with at(2026, 11, 23, 10), world.acting("lea") as lea:
        set_severity(lea, the(case), severity=Severity.S2, reason="They cannot take payments")
    worked(world, rome(2026, 11, 23, 10) + MINUTE / 2, rome(2026, 11, 23, 17), 30 * MINUTE)
    assert minutes_of(world, "case:at_risk", measure="response") == ["Mon 23 11:00"]
    assert minutes_of(world, "case:late", measure="response") == ["Mon 23 11:30"]
    with at(2026, 11, 23, 17), world.looking():
        assert said(the(case).promised_at) == said(the(case).next_due_at) == "Mon 23 17:30"
        assert hours(read(clocks_of(the(case).id)[Measure.RESOLUTION]).target) == 18


def test_changed_hours_move_nothing_that_was_promised_and_count_from_then_on(world: World, case: int) -> None:
    with at(2026, 11, 23, 12):
        with world.acting("lea") as lea:
            change_hours(lea, hours=BusinessHours("Europe/Rome", parse_week("Mon-Fri 14-16")))
        with world.looking():
            assert said(the(case).promised_at) == "Mon 23 17:30"
        asked_customer(world, case)
    with at(2026, 11, 24, 9), world.acting("ann") as ann:
        reply_as_customer(ann, the(case), body="Here")
    with world.looking():
        assert said(the(case).promised_at) == "Fri 27 16:00", "8 h at 2 h a day"
        kept = read(clocks_of(the(case).id)[Measure.RESOLUTION])
        assert hours(kept.used) == 2.5, "the morning counts as it counted then"
        assert kept.hours.week == parse_week("Mon-Fri 14-16")


def test_open_cases_without_clocks_are_given_them_and_keep_their_promise(world: World, case: int) -> None:
    with world.acting("gus"):
        db.session.execute(db.delete(Alarm))
        db.session.execute(db.delete(CaseClock))
        promised = the(case).promised_at
    with clock.at(MONDAY + HOUR):
        work(world)
        with world.looking():
            assert len(clocks_of(the(case).id)) == 2
            assert the(case).promised_at == promised
    work_at(world, rome(2026, 11, 23, 17, 31))
    assert len(told(world, "case:late")) == 1


def test_what_is_done_rings_no_more(world: World, case: int) -> None:
    with at(2026, 11, 23, 12):
        taken(world, case)
        with world.acting("gus") as gus:
            close(gus, the(case), outcome=Outcome.SETTLED_PRIVATELY)
    work_at(world, rome(2026, 12, 20, 12))
    assert [*told(world, "case:late"), *told(world, "case:at_risk")] == []


def test_a_question_that_was_settled_privately_and_never_confirmed_lapses_like_any_other(
    world: World, case: int
) -> None:
    with at(2026, 11, 23, 12):
        taken(world, case)
        with world.acting("gus") as gus:
            close(gus, the(case), outcome=Outcome.SETTLED_PRIVATELY)
    worked(world, rome(2026, 11, 24, 12), rome(2026, 12, 1, 12), 12 * HOUR)
    with world.looking():
        assert question_by_id(case).state is State.LAPSED
        assert the(case).outcome is Outcome.SETTLED_PRIVATELY
        assert db.session.scalar(select(func.count()).select_from(Owed).where(Owed.error.is_not(None))) == 0


def test_an_acceptance_that_is_taken_back_lets_the_clock_stand_where_it_stood(world: World, case: int) -> None:
    with at(2026, 11, 23, 11):
        taken(world, case)
        with world.acting("gus") as gus:
            answer_id = make.answer(gus, question_by_id(case)).id
    with at(2026, 11, 24, 11), world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
    with at(2026, 11, 24, 15), world.acting("ann") as ann:
        undo_acceptance(ann, visible_answer(ann, answer_id))
    with at(2026, 11, 24, 16), world.acting("ann") as ann:
        did_not_help(ann, visible_answer(ann, answer_id))
    with at(2026, 11, 24, 17), world.looking():
        assert the(case).state is CaseState.ASSIGNED
        assert hours(read(clocks_of(the(case).id)[Measure.RESOLUTION]).elapsed(now())) == 2.5
