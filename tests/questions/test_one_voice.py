"""An answer is the company's active official one exactly while its label says so and readers can see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.accounts.models import User
from app.decisions.actions.measures import hide, restore
from app.decisions.models import HouseRule
from app.extensions import db
from app.kit.clock import now
from app.labels.actions import correct, dispute, lift
from app.questions.actions.answering import edit, undo_withdraw, withdraw
from app.questions.actions.official import active_official_answer, make_official
from app.questions.models import Answer
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.world import World

GIVEN = {"scope": "Router X200", "evidence": "Release notes 4.2"}


@pytest.fixture
def official(world: World) -> int:
    """Sam's answer, which speaks for the company."""
    with world.acting("ann") as ann:
        posted = make.answer(world.person("sam"), make.question(ann)).id
    with world.acting("sam") as sam:
        make_official(sam, visible_answer(sam, posted), **GIVEN)
    assert speaking(world, posted) == posted
    return posted


def speaking(world: World, answer_id: int) -> int | None:
    """The answer that speaks for the company in the thread of this one."""
    with world.looking():
        question = question_by_id(db.session.get_one(Answer, answer_id).question_id)
        active = active_official_answer(question)
        return active.id if active else None


def rule() -> HouseRule:
    return db.session.get_one(HouseRule, 1)


LOST: dict[str, tuple[str, Callable[[User, Answer], object]]] = {
    "lifted": ("lea", lambda who, answer: lift(who, answer, reason="A mistake")),
    "disputed": (
        "lea",
        lambda who, answer: dispute(who, answer, update_by=now() + timedelta(days=2), evidence="A test"),
    ),
    "corrected": ("lea", lambda who, answer: correct(who, answer, fact="It is 4.1.")),
    "hidden": ("mia", lambda who, answer: hide(who, answer, rule())),
    "withdrawn": ("sam", withdraw),
    "edited": ("sam", lambda who, answer: edit(who, answer, body="Now it says another thing altogether.")),
}


@pytest.mark.parametrize("how", LOST)
def test_the_voice_is_lost_with_the_label(world: World, official: int, how: str) -> None:
    name, act = LOST[how]
    with world.acting(name) as who:
        act(who, visible_answer(who, official))
    assert speaking(world, official) is None


def test_it_comes_back_with_a_restored_answer(world: World, official: int) -> None:
    with world.acting("mia") as mia:
        hide(mia, visible_answer(mia, official), rule())
    with world.acting("mia") as mia:
        restore(mia, visible_answer(mia, official))
    assert speaking(world, official) == official


def test_it_does_not_come_back_once_its_place_was_taken(world: World, official: int) -> None:
    with world.acting("sam") as sam:
        question = question_by_id(visible_answer(sam, official).question_id)
        second = make.answer(sam, question, body="Since 4.2 the profile is stable by itself.").id
        make_official(sam, visible_answer(sam, second), **GIVEN)
        withdraw(sam, visible_answer(sam, official))
    with world.acting("sam") as sam:
        undo_withdraw(sam, visible_answer(sam, official))
    assert speaking(world, official) == second
    with world.acting("lea") as lea:
        lift(lea, visible_answer(lea, second), reason="A mistake")
    assert speaking(world, official) is None
