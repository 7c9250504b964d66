"""A customer who says yes and no at once, from two windows: the first word counts, and the second is told."""

import pytest

from app.accounts.models import User
from app.cases.actions.fields import link_crm
from app.cases.actions.returning import answer_return, ask_return
from app.cases.actions.working import close
from app.cases.customer.models import CommunityReturn
from app.extensions import db
from app.kit.errors import IllegalMove, Refused
from app.questions.queries import question_by_id
from app.questions.states import Level
from tests.cases.meanwhile import overtaken
from tests.cases.private import called, opened_and_taken
from tests.cases.working import opened, taken, the
from tests.world import World


@pytest.fixture
def question_id(world: World) -> int:
    """Gus has the case of ann's question, and asked her whether it may go back."""
    number = opened(world)
    taken(world, number)
    with world.acting("gus") as gus:
        ask_return(gus, the(number), reason="They know it better")
    return number


@pytest.mark.parametrize("first", [True, False])
def test_yes_and_no_at_once(world: World, question_id: int, first: bool) -> None:
    def answers(ann: User, agreed: bool) -> None:
        answer_return(ann, the(question_id), agreed=agreed)

    def second() -> str:
        try:
            with world.acting("ann") as ann:
                answers(ann, not first)
        except IllegalMove as told:
            return told.message
        return "done"

    said = overtaken(world, "ann", lambda ann: answers(ann, first), second)
    assert said == "There is nothing to answer any more."
    with world.looking():
        asked = db.session.get_one(CommunityReturn, question_id)
        assert asked.agreed is first
        assert the(question_id).is_open is not first
        assert question_by_id(question_id).level is (Level.COMMUNITY if first else Level.STAFF)


def test_a_record_linked_while_the_case_is_closed_is_refused(world: World) -> None:
    reference = opened_and_taken(world)

    def links() -> str:
        try:
            with world.acting("gus") as gus:
                link_crm(gus, called(reference), crm_id="CRM-1")
        except Refused as told:
            return told.message
        return "done"

    def closes(gus: User) -> None:
        close(gus, called(reference), outcome=None)

    assert overtaken(world, "gus", closes, links) == "This case is closed."
    with world.looking():
        assert called(reference).crm_id == ""
