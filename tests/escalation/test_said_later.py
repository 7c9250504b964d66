"""What the asker adds to their thread is read as the question was: harm may be named only then."""

import pytest

from app.cases.queries import case_of
from app.cases.severity import Severity
from app.questions.actions.answering import comment, edit
from app.questions.queries import question_by_id
from app.questions.states import Level, Trigger
from tests import make
from tests.world import World

HARM = "Since then the charger burned my hand."


def asked(world: World, **given: object) -> int:
    with world.acting("ann") as ann:
        return make.question(ann, **given).id


def add(world: World, name: str, how: str, question_id: int, words: str = HARM) -> None:
    with world.acting(name) as person:
        question = question_by_id(question_id)
        if how == "comment":
            comment(person, question, question, body=words)
        elif how == "answer":
            make.answer(person, question, body=words)
        else:
            edit(person, question, body=f"{question.source}\n\n{words}", title=question.title)


@pytest.mark.parametrize("how", ["comment", "answer", "edit"])
def test_what_the_asker_adds_calls_staff(world: World, how: str) -> None:
    question_id = asked(world)
    add(world, "ann", how, question_id)
    with world.looking():
        question, case = question_by_id(question_id), case_of(question_id)
        assert (question.level, question.trigger) == (Level.STAFF, Trigger.SAFETY_OR_ACCOUNT)
        assert case is not None
        assert case.severity is Severity.S1


@pytest.mark.parametrize("how", ["comment", "answer"])
def test_what_others_say_does_not(world: World, how: str) -> None:
    question_id = asked(world)
    add(world, "ben", how, question_id)
    with world.looking():
        assert question_by_id(question_id).level is Level.COMMUNITY


def test_an_edit_that_names_nothing_new_does_not(world: World) -> None:
    """What was read once is not read against them again: staff may have given the question back since."""
    question_id = asked(world, body=HARM)
    with world.acting("gus"):
        question = question_by_id(question_id)
        question.level, question.trigger = Level.COMMUNITY, None
    add(world, "ann", "edit", question_id, "One letter was wrong.")
    with world.looking():
        assert question_by_id(question_id).trigger is None


def test_a_case_that_is_there_grows_graver(world: World) -> None:
    question_id = asked(world, body="My parcel is lost.")
    with world.looking():
        assert case_of(question_id).severity is not Severity.S1  # type: ignore[union-attr]
    add(world, "ann", "comment", question_id, "And the battery in it caught fire.")
    with world.looking():
        assert case_of(question_id).severity is Severity.S1  # type: ignore[union-attr]
