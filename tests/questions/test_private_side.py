"""Whoever asked finds the private side of their question on its page, and is told when it is their turn there."""

from app.cases.actions.taking import take_next
from app.cases.actions.working import close, reply
from app.cases.states import Outcome
from app.escalation.actions import request_staff
from app.extensions import db
from app.questions.actions.accepting import accept
from app.questions.models import Answer
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.cases.private import called, signed_in
from tests.visiting import Visitor
from tests.world import World

NEEDED = "The number on the label"


def in_hand(world: World) -> tuple[int, str]:
    """Ann's question, which gus has as a case: its id, and the case's reference."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        request_staff(ann, question, reason="It is about my bill")
        question_id = int(question.id)
    with world.acting("gus") as gus:
        case = take_next(gus)
        assert case is not None
        return question_id, str(case.reference)


def whole(visitor: Visitor, question_id: int) -> str:
    return visitor.get(f"/questions/{question_id}", follow_redirects=True).get_data(as_text=True)


def page(world: World, name: str, question_id: int) -> str:
    return whole(signed_in(world, name), question_id)


def test_the_asker_finds_their_case_and_nobody_else_hears_of_it(world: World) -> None:
    question_id, reference = in_hand(world)
    own = page(world, "ann", question_id)
    assert f'href="/cases/{reference}"' in own
    assert "your turn" not in own
    assert reference not in page(world, "ben", question_id)
    assert reference not in whole(Visitor(world.app), question_id)


def test_what_staff_wait_for_is_said_on_the_question_to_the_asker_alone(world: World) -> None:
    question_id, reference = in_hand(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body="Tell me more.", needed=NEEDED)
    own = page(world, "ann", question_id)
    assert "In private it is your turn" in own
    assert NEEDED not in own  # what is asked for stays behind the wall
    assert "it is your turn" not in page(world, "ben", question_id)


def test_a_question_without_a_case_has_no_private_side(world: World) -> None:
    with world.acting("ann") as ann:
        question_id = int(make.question(ann).id)
    assert "private side" not in page(world, "ann", question_id)


def test_a_closed_case_can_still_be_read(world: World) -> None:
    question_id, reference = in_hand(world)
    with world.acting("gus") as gus:
        case = called(reference)
        reply(gus, case, body="It is paid back.")
        close(gus, case, outcome=Outcome.SETTLED_PRIVATELY)
    own = page(world, "ann", question_id)
    assert f'href="/cases/{reference}"' in own
    assert "Did that solve it?" in own, "no answer is there to be judged, so this is the only way on"
    with world.acting("gus") as gus:
        make.answer(gus, question_by_id(question_id))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, db.session.scalars(db.select(Answer.id)).one()))
    assert "Not solved? Write there" in page(world, "ann", question_id)
