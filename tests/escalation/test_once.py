"""What has a time fires once: with two workers, with a worker that comes too late, with a clock that jumps."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from app.activity.models import Event, Owed
from app.activity.owing import owe
from app.cases.clocks.models import Alarm, Rings
from app.cases.clocks.ringing import ring
from app.cases.jobs import set_clocks
from app.cases.models import Case
from app.escalation.jobs import AT_ONCE, pass_on, sweep
from app.escalation.queries import due_questions
from app.extensions import db
from app.jobs.models import ScheduledRun
from app.jobs.schedule import done_first, owe_what_is_due
from app.jobs.worker import run_all, run_one
from app.kit import clock, edge
from app.kit.clock import now
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Level
from tests import make
from tests.cases.working import MONDAY, opened, said, the, told, work, work_at
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def asked(world: World) -> int:
    with clock.at(MONDAY), world.acting("ann") as ann:
        return int(make.question(ann).id)


def together(world: World, *acts: Callable[[], object]) -> None:
    """Each in a thread and a transaction of its own, begun at the same moment."""
    start, wrong = Barrier(len(acts)), []

    def one(act: Callable[[], object]) -> None:
        with world.app.app_context():
            start.wait()
            try:
                with edge.transaction():
                    act()
            except Exception as error:
                wrong.append(error)

    threads = [Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_two_workers_that_run_the_same_hand_over_make_one_case(world: World, asked: int) -> None:
    with clock.at(MONDAY + 9 * HOUR):
        together(world, *[lambda: pass_on(asked)] * 4)
    with world.looking():
        assert db.session.scalar(select(func.count()).select_from(Case)) == 1
    assert len(told(world, "question:escalated")) == 1


def test_two_workers_that_ring_the_same_alarm_ring_once(world: World) -> None:
    with clock.at(MONDAY):
        question_id = opened(world)
    with world.looking():
        alarm = db.session.scalar(select(Alarm.id).where(Alarm.rings == Rings.RESPONSE_WARNING))
    with clock.at(MONDAY + 7 * HOUR):
        together(world, *[lambda: ring(alarm)] * 4)
    assert len(told(world, "case:at_risk")) == 1
    with world.looking():
        assert the(question_id).is_open


def test_two_sweeps_ask_for_each_thing_once(world: World, asked: int) -> None:
    with clock.at(MONDAY + 9 * HOUR):
        together(world, sweep, sweep)
        with world.looking():
            assert db.session.scalar(select(func.count()).where(Owed.unique_key == f"turn:{asked}")) == 1
            assert due_questions(now(), AT_ONCE) == [], "what is asked for hides nothing that is not"


def test_a_hand_over_after_a_day_without_a_worker_costs_staff_and_says_how_late(world: World, asked: int) -> None:
    with clock.at(MONDAY), world.looking():
        promised = question_by_id(asked).promised_at
    work_at(world, MONDAY + 32 * HOUR)
    with clock.at(MONDAY + 32 * HOUR), world.looking():
        question, case = question_by_id(asked), the(asked)
        assert question.level is Level.STAFF
        assert question.promised_at == case.promised_at == promised, "the promise that was said stays"
        assert said(case.entered_at) == "Mon 23 17:30", "it waits since its window ended"
        assert question.next_due_at == promised
    ((_when, data),) = told(world, "question:escalated")
    assert round(data["late_seconds"] / 3600) == 24
    page = world.app.test_client().get(f"/questions/{asked}", follow_redirects=True).get_data(as_text=True)
    assert "the community&#39;s time was over; 24 h" in page or "the community's time was over; 24 h" in page


def test_a_hand_over_in_time_says_nothing_of_lateness(world: World, asked: int) -> None:
    work_at(world, MONDAY + 8 * HOUR + timedelta(seconds=50))
    ((_when, data),) = told(world, "question:escalated")
    assert "late_seconds" not in data


def test_a_clock_that_jumps_ahead_and_back_fires_once_and_stops_nothing(world: World, asked: int) -> None:
    work_at(world, MONDAY + HOUR)
    work_at(world, MONDAY + 48 * HOUR)
    assert len(told(world, "question:escalated")) == 1
    with clock.at(MONDAY + 2 * HOUR):
        with world.acting("ben") as ben:
            other = int(make.question(ben).id)
        with world.acting("ann"):
            owe(set_clocks, run_at=MONDAY + 47 * HOUR)
        work(world)
        with world.looking():
            ahead = select(func.count()).select_from(ScheduledRun).where(ScheduledRun.last_at > now())
            assert db.session.scalar(ahead) == 0, "nothing waits until the clock gets there again"
            waits = select(func.count()).select_from(Owed).where(Owed.name == "cases.jobs.set_clocks")
            assert db.session.scalar(waits) == 0, "what was due by the wrong clock is done"
    work_at(world, MONDAY + 11 * HOUR)
    work_at(world, MONDAY + 49 * HOUR)
    with world.looking():
        assert question_by_id(other).level is Level.STAFF
        query = (
            select(Event.thread_id, func.count()).where(Event.kind == "question:escalated").group_by(Event.thread_id)
        )
        assert dict(db.session.execute(query).all()) == {asked: 1, other: 1}


def test_what_cannot_be_passed_on_stops_nothing_else(world: World) -> None:
    """Rows that fail stay asked for, and are not looked at by the next sweep."""
    with clock.at(MONDAY):
        with world.acting("ann") as ann:
            bad, good = int(make.question(ann).id), int(make.question(ann).id)
        with world.acting("mia"):
            owe(pass_on, unique=f"turn:{bad}", run_at=MONDAY + 400 * HOUR, question_id=bad)
    work_at(world, MONDAY + 9 * HOUR)
    with world.looking():
        assert question_by_id(bad).level is Level.COMMUNITY
        assert question_by_id(good).level is Level.STAFF


def test_promised_work_goes_before_the_mails_that_wait(world: World, asked: int) -> None:
    with clock.at(MONDAY + 9 * HOUR), world.app.app_context():
        assert owe_what_is_due()
        while run_one(done_first()):
            continue
        with edge.transaction() as session:
            assert session.get_one(Question, asked).level is Level.STAFF
            assert session.scalar(select(func.count()).select_from(Owed)) > 0
        assert run_all() > 0
