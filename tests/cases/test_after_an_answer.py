"""A case whose public answer awaits the asker: what staff may still ask, what the customer reads, and how it comes back."""

from datetime import timedelta

import pytest

from app.cases.actions.working import reply, reply_as_customer
from app.cases.clocks.kept import read
from app.cases.clocks.models import Measure
from app.cases.clocks.queries import clocks_of, waits_until
from app.cases.states import CASE_MOVES, CaseState, Outcome
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import IllegalMove
from app.kit.states import check_move
from app.questions.actions.accepting import accept, did_not_help, undo_acceptance
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import State
from tests import make
from tests.cases.calendars import rome
from tests.cases.private import send, signed_in
from tests.cases.working import MONDAY, NEEDED, at, opened, taken, the, work_at
from tests.world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def answered(world: World) -> tuple[int, int]:
    """Handed over on Monday at 9:30, answered in public at 11:30: the question and the answer."""
    with clock.at(MONDAY):
        number = opened(world)
        taken(world, number)
    with clock.at(MONDAY + 2 * HOUR), world.acting("gus") as gus:
        return number, make.answer(gus, question_by_id(number)).id


def used(number: int) -> timedelta:
    return read(clocks_of(the(number).id)[Measure.RESOLUTION]).elapsed(now())


def test_what_is_needed_can_be_asked_after_an_answer_and_the_clock_stands_still(
    world: World, answered: tuple[int, int]
) -> None:
    number, _answer = answered
    with world.looking():
        reference = the(number).reference
    with at(2026, 11, 23, 14):
        assert send(signed_in(world, "gus"), reference, "reply", body="And the serial?", needed=NEEDED) == 302
    with at(2026, 11, 24, 10), world.looking():
        case = the(number)
        assert (case.state, case.needed) == (CaseState.WAITING_CUSTOMER, NEEDED)
        assert waits_until(case) is not None
        assert round(used(number) / HOUR, 2) == 2
    with at(2026, 11, 24, 11), world.acting("ann") as ann:
        reply_as_customer(ann, the(number), body="X2-118")
    with at(2026, 11, 24, 12), world.looking():
        assert the(number).state is CaseState.ASSIGNED
        assert round(used(number) / HOUR, 2) == 3


def test_after_an_answer_it_is_the_customer_s_turn_and_no_reply_is_promised(
    world: World, answered: tuple[int, int]
) -> None:
    with at(2026, 11, 23, 14):
        page = signed_in(world, "ann").text(f"/cases/{_reference(world, answered[0])}")
    assert "Did the answer on your question help?" in page
    assert "Support now" not in page
    assert "Reply by" not in page


def test_an_answer_that_did_not_help_is_staff_s_turn_whatever_was_asked_for(
    world: World, answered: tuple[int, int]
) -> None:
    number, answer_id = answered
    with at(2026, 11, 23, 14):
        with world.acting("gus") as gus:
            reply(gus, the(number), body="And the serial?", needed=NEEDED)
        with world.acting("ann") as ann:
            did_not_help(ann, visible_answer(ann, answer_id))
        page = signed_in(world, "ann").text(f"/cases/{_reference(world, number)}")
    assert "With Acme Support now." in page
    assert f"needs: {NEEDED}" not in page
    with world.looking():
        assert (the(number).state, the(number).needed) == (CaseState.ASSIGNED, "")


def test_an_acceptance_after_the_lapse_can_be_taken_back(world: World, answered: tuple[int, int]) -> None:
    number, answer_id = answered
    for days in range(1, 9):
        work_at(world, MONDAY + 2 * HOUR + timedelta(days=days))
    with world.looking():
        assert the(number).state is CaseState.LAPSED
    with at(2026, 12, 2, 10):
        with world.acting("ann") as ann:
            accept(ann, visible_answer(ann, answer_id))
        with world.acting("ann") as ann:
            undo_acceptance(ann, visible_answer(ann, answer_id))
        with world.looking():
            case, question = the(number), question_by_id(number)
            assert (case.state, case.outcome, case.closed_at) == (CaseState.ANSWERED, None, None)
            assert question.state is State.ANSWERED
            assert case.next_due_at == question.next_due_at
            assert round(used(number) / HOUR, 2) == 2
    work_at(world, rome(2026, 12, 3, 11))
    work_at(world, rome(2026, 12, 5, 11))
    work_at(world, rome(2026, 12, 9, 11))
    with world.looking():
        assert (the(number).state, the(number).outcome) == (CaseState.LAPSED, Outcome.OFFICIAL_ANSWER)


def test_what_cannot_be_done_any_more_is_said_without_names_of_states() -> None:
    with pytest.raises(IllegalMove) as told:
        check_move(CASE_MOVES, CaseState.ANSWERED, CaseState.WAITING_INTERNAL)
    said = told.value.message % told.value.params
    assert "Somebody may have been quicker" in said
    assert not [state for state in CaseState if state.value in said]


def _reference(world: World, number: int) -> str:
    with world.looking():
        return the(number).reference


@pytest.mark.parametrize("in_hand", [False, True])
def test_that_a_peer_s_answer_did_not_help_moves_no_promise(world: World, in_hand: bool) -> None:
    """Staff have not spoken yet: the asker's word on what others said gives staff no longer."""
    with clock.at(MONDAY):
        number = opened(world)
        if in_hand:
            taken(world, number)
    with clock.at(MONDAY + HOUR), world.acting("ben") as ben:
        answer_id = make.answer(ben, question_by_id(number)).id
    before = _promised(world, number)
    with clock.at(MONDAY + 2 * HOUR), world.acting("ann") as ann:
        did_not_help(ann, visible_answer(ann, answer_id))
    assert _promised(world, number) == before


def _promised(world: World, number: int) -> tuple[object, ...]:
    with world.looking():
        case, question = the(number), question_by_id(number)
        clocks = {measure: row.due_at for measure, row in clocks_of(case.id).items()}
        return case.state, case.promised_at, case.next_due_at, question.next_due_at, question.promised_at, clocks
