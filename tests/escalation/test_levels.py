"""From the community to staff and back: each trigger, each turn, nobody left in silence."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.cases.actions.taking import take_next
from app.cases.queries import case_of
from app.cases.states import CaseState, Outcome
from app.escalation.actions import request_staff
from app.escalation.queries import promise_of
from app.extensions import db
from app.jobs.worker import run_all
from app.kit import clock
from app.kit.errors import Refused
from app.questions.actions.accepting import accept, did_not_help, undo_acceptance
from app.questions.actions.answering import comment
from app.questions.actions.following import say_needs_staff
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Level, Owner, State, Trigger
from tests import make
from tests.world import World


@pytest.fixture
def asked(world: World) -> int:
    with world.acting("ann") as ann:
        return make.question(ann).id


def answered(world: World, question_id: int, by: str = "ben") -> int:
    with world.acting(by) as person:
        return make.answer(person, question_by_id(question_id)).id


def later(world: World, **by: float) -> None:
    """The clock moves on and the worker runs what is due."""
    clock.move(timedelta(**by))
    with world.app.app_context():
        run_all()


@pytest.fixture(autouse=True)
def _clock_back() -> object:
    with clock.at(clock.now()):
        yield


def test_an_unanswered_question_goes_to_staff_when_the_window_ends(world: World, asked: int) -> None:
    later(world, hours=7.9)
    with world.looking():
        assert question_by_id(asked).level is Level.COMMUNITY
    later(world, hours=0.2)
    with world.looking():
        question, case = question_by_id(asked), case_of(asked)
        assert (question.level, question.trigger) == (Level.STAFF, Trigger.PEER_WINDOW_OVER)
        assert question.owner_state is Owner.STAFF
        assert case.state is CaseState.QUEUED
        assert question.next_due_at == case.next_due_at == case.promised_at
        assert case.deadline <= case.promised_at


def test_an_answer_stops_the_window_and_did_not_help_resumes_it(world: World, asked: int) -> None:
    clock.move(timedelta(hours=5))
    answer_id = answered(world, asked)
    later(world, hours=10)
    with world.looking():
        assert question_by_id(asked).level is Level.COMMUNITY
    with world.acting("ann") as ann:
        did_not_help(ann, visible_answer(ann, answer_id))
    with world.looking():
        question = question_by_id(asked)
        assert question.owner_state is Owner.COMMUNITY
        assert timedelta(hours=2.9) < question.next_due_at - clock.now() < timedelta(hours=3.1)
    later(world, hours=3.1)
    with world.looking():
        assert question_by_id(asked).trigger is Trigger.PEER_WINDOW_OVER


def test_a_silent_asker_is_reminded_twice_and_then_it_lapses(world: World, asked: int) -> None:
    answered(world, asked)
    for hours, reminders in ((24.1, 1), (48, 2)):
        later(world, hours=hours)
        with world.looking():
            assert question_by_id(asked).reminders == reminders
    later(world, days=4.1)
    with world.looking():
        question = question_by_id(asked)
        assert (question.state, question.owner_state, question.solved_at) == (State.LAPSED, None, None)


def test_the_asker_needs_a_reason_in_the_first_hour(world: World, asked: int) -> None:
    with pytest.raises(Refused, match="first hour"), world.acting("ann") as ann:
        request_staff(ann, question_by_id(asked))
    with world.acting("ann") as ann:
        request_staff(ann, question_by_id(asked), reason="We are a surgery and cannot work.")
    with world.looking():
        assert question_by_id(asked).trigger is Trigger.ASKER_REQUEST
        assert case_of(asked).reason.startswith("We are a surgery")


def test_two_answers_that_did_not_help(world: World, asked: int) -> None:
    for by in ("ben", "eve"):
        answer_id = answered(world, asked, by)
        with world.acting("ann") as ann:
            did_not_help(ann, visible_answer(ann, answer_id))
    with world.looking():
        assert question_by_id(asked).trigger is Trigger.NOT_HELPING


def test_six_posts_without_acceptance(world: World, asked: int) -> None:
    for number in range(6):
        with world.acting("ben") as ben:
            question = question_by_id(asked)
            comment(ben, question, question, body=f"And then? {number}")
    with world.looking():
        assert question_by_id(asked).trigger is Trigger.NOT_HELPING


def test_one_expert_or_two_members_call_staff(world: World, asked: int) -> None:
    with world.acting("ben") as ben:
        say_needs_staff(ben, question_by_id(asked), reason="Needs the line log.")
    with world.looking():
        assert question_by_id(asked).level is Level.COMMUNITY
    with world.acting("eve") as eve:
        say_needs_staff(eve, question_by_id(asked), reason="Needs the line log.")
    with world.looking():
        assert question_by_id(asked).trigger is Trigger.EXPERT_REQUEST


def test_a_peer_answer_accepted_before_anybody_took_it_leaves_the_queue(world: World, asked: int) -> None:
    later(world, hours=8.1)
    answer_id = answered(world, asked)
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
    with world.looking():
        case = case_of(asked)
        assert (case.state, case.outcome) == (CaseState.RESOLVED, Outcome.SOLVED_BY_PEER)
    with world.acting("gus") as gus:
        assert take_next(gus) is None


def test_staff_answers_and_what_did_not_help_comes_back_to_the_same_agent(world: World, asked: int) -> None:
    later(world, hours=8.1)
    with world.acting("gus") as gus:
        assert take_next(gus).question_id == asked
    answer_id = answered(world, asked, "gus")
    with world.looking():
        assert case_of(asked).state is CaseState.ANSWERED
        assert question_by_id(asked).owner_state is Owner.ASKER
    with world.acting("ann") as ann:
        did_not_help(ann, visible_answer(ann, answer_id))
    with world.looking():
        case, question = case_of(asked), question_by_id(asked)
        assert (case.state, case.owner.display_name) == (CaseState.ASSIGNED, "Gus")
        assert question.owner_state is Owner.STAFF
        assert question.next_due_at == case.next_due_at


def test_taking_an_acceptance_back_reopens_the_case(world: World, asked: int) -> None:
    later(world, hours=8.1)
    with world.acting("gus") as gus:
        take_next(gus)
    answer_id = answered(world, asked, "gus")
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
    with world.looking():
        assert case_of(asked).outcome is Outcome.OFFICIAL_ANSWER
    with world.acting("ann") as ann:
        undo_acceptance(ann, visible_answer(ann, answer_id))
    with world.looking():
        assert case_of(asked).is_open
        assert question_by_id(asked).is_active


def test_a_missed_promise_says_so_with_a_new_time_once(world: World, asked: int) -> None:
    later(world, hours=8.1)
    later(world, days=6)
    with world.looking():
        promise = promise_of(question_by_id(asked))
        assert promise.code == "staff_late"
        late = list(db.session.scalars(select(Event).where(Event.kind == "case:late")))
        assert [event.data["measure"] for event in late].count("response") == 1
        assert all(event.data["late_seconds"] > 60 for event in late)
        missed = list(db.session.scalars(select(Event).where(Event.kind == "question:promise_missed")))
        assert [event.thread_id for event in missed] == [asked]
        assert question_by_id(asked).next_due_at > clock.now()
