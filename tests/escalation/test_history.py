"""What windows are learned from, and the command that plays policies over it."""

from datetime import timedelta

import pytest

from app.escalation.history import lived, share_that_lasts
from app.extensions import db
from app.kit import clock
from app.questions.actions.accepting import accept, undo_acceptance
from app.questions.actions.asking import withdraw
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.world import World


@pytest.fixture(autouse=True)
def _clock_back() -> object:
    with clock.at(clock.now()):
        yield


def asked(world: World) -> int:
    with world.acting("ann") as ann:
        return make.question(ann).id


def answered(world: World, question_id: int, by: str, *, accepted: bool) -> int:
    with world.acting(by) as person:
        answer_id = make.answer(person, question_by_id(question_id)).id
    if accepted:
        with world.acting("ann") as ann:
            accept(ann, visible_answer(ann, answer_id))
    return answer_id


def waits(world: World) -> list[tuple[float, bool, bool]]:
    with world.looking():
        return [(round(one.wait.hours, 1), one.wait.accepted, one.by_themselves) for one in lived()]


def test_a_wait_ends_with_the_accepted_answer_of_a_peer_however_late_it_is_accepted(world: World) -> None:
    question_id = asked(world)
    clock.move(timedelta(hours=2))
    answered(world, question_id, "eve", accepted=False)
    clock.move(timedelta(hours=1))
    answer_id = answered(world, question_id, "ben", accepted=False)
    clock.move(timedelta(hours=30))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answer_id))
    assert waits(world) == [(3, True, False)]


def test_a_wait_ends_with_the_companys_word_the_askers_own_solution_or_the_question(world: World) -> None:
    first, second, third, fourth = (asked(world) for _ in range(4))
    clock.move(timedelta(hours=1))
    answered(world, first, "gus", accepted=True)
    answered(world, second, "ann", accepted=True)
    with world.acting("ann") as ann:
        withdraw(ann, question_by_id(third))
    clock.move(timedelta(hours=4))
    answered(world, first, "ben", accepted=True)
    assert waits(world) == [(1, False, False), (1, False, True), (1, False, False), (5, False, False)]
    with world.looking():
        assert question_by_id(fourth).is_active
        assert len(lived(long_enough=5)) == 2
        assert lived(archived_only=True) == lived(category_id=999) == []


def test_topics_come_with_the_wait(world: World) -> None:
    question_id = asked(world)
    with world.looking():
        (one,) = lived()
        assert one.topics == {tag.id for tag in question_by_id(question_id).tags} != set()


def test_what_was_taken_back_within_a_fortnight_did_not_last(world: World) -> None:
    kept, undone = asked(world), asked(world)
    answered(world, kept, "ben", accepted=True)
    answer_id = answered(world, undone, "ben", accepted=True)
    clock.move(timedelta(days=2))
    with world.acting("ann") as ann:
        undo_acceptance(ann, visible_answer(ann, answer_id))
    with world.looking():
        assert share_that_lasts() == 1
    clock.move(timedelta(days=13))
    with world.looking():
        assert share_that_lasts() == 0.5
        category_id = question_by_id(kept).category_id
        assert (share_that_lasts(category_id), share_that_lasts(category_id + 99)) == (0.5, 1)


def test_replaying_an_archive(world: World) -> None:
    runner = world.app.test_cli_runner()
    empty = runner.invoke(args=["escalation", "replay"])
    assert (empty.exit_code, "Nothing was imported" in empty.output) == (1, True)
    for hours in (1, 2, 30, None, None, None):
        question_id = asked(world)
        with clock.at(clock.now() + timedelta(hours=hours or 100)):
            answered(world, question_id, "ben", accepted=hours is not None)
    with world.acting("ada"):
        for question_id in [row.id for row in db.session.query(make.Question)]:
            question = question_by_id(question_id)
            question.archived_at = clock.now()
            question.owner_state = question.next_due_at = None
    told = runner.invoke(args=["escalation", "replay", "--resamples", "50"])
    assert told.exit_code == 0, told.output
    assert "6 questions, 3 with an accepted answer by another member." in told.output
    lines = told.output.splitlines()
    assert [line.split("  ")[0] for line in lines[2:8]] == ["default", "learned", "4 h", "8 h", "24 h", "72 h"]
    assert lines[2].split()[1] == "33.3"
    assert lines[6].split()[2] == "50.0"
    few = runner.invoke(args=["escalation", "replay", "--policy", "8 h", "--resamples", "50"]).output.splitlines()
    assert [line.split("  ")[0] for line in few[2:-1]] == ["8 h"]
    wrong = runner.invoke(args=["escalation", "replay", "--answer-costs", "0"])
    assert (wrong.exit_code, "costs something" in wrong.output) == (2, True)
