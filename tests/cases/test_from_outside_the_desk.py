"""What a moderator or an administrator answers in that role is the company's word, but not the one that the case waits for: they do
not work on cases, and nobody takes one past the queue."""

from datetime import datetime

import pytest

from app.accounts.roles import PostingRole
from app.cases.actions.taking import take_next
from app.cases.models import Case
from app.cases.states import CaseState
from app.kit import clock
from app.posts.kinds import Voice
from app.questions.actions.accepting import accept
from app.questions.actions.answering import answer
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Owner, State
from tests import make
from tests.cases.working import MONDAY, opened, taken, the
from tests.visiting import Visitor
from tests.world import World

OUTSIDE = [("mia", PostingRole.MODERATOR), ("ada", PostingRole.ADMINISTRATOR)]


def said(world: World, name: str, role: PostingRole, number: int) -> int:
    with world.acting(name) as person:
        posted = answer(person, question_by_id(number), body="Look at page nine.", role=role)
        assert posted.voice is Voice.COMPANY
        return posted.id


def place(case: Case) -> tuple[object, ...]:
    question = case.question
    assert question is not None
    due: tuple[datetime | None, ...] = (case.deadline, case.next_due_at, case.promised_at, question.promised_at)
    return case.state, case.owner_id, case.first_response_at, question.owner_state, due


@pytest.mark.parametrize(("name", "role"), OUTSIDE)
def test_the_case_keeps_its_place_in_the_queue(world: World, name: str, role: PostingRole) -> None:
    with clock.at(MONDAY):
        number = opened(world)
        with world.looking():
            before = place(the(number))
        said(world, name, role, number)
        with world.looking():
            assert place(the(number)) == before
            assert before[:4] == (CaseState.QUEUED, None, None, Owner.STAFF)
            assert question_by_id(number).state is State.ANSWERED
        with world.acting("gus") as gus:
            found = take_next(gus)
            assert found is not None
            assert found.question_id == number


def test_a_case_in_hand_stays_with_whoever_has_it(world: World) -> None:
    with clock.at(MONDAY):
        number = opened(world)
        taken(world, number)
        with world.looking():
            before = place(the(number))
        said(world, "mia", PostingRole.MODERATOR, number)
        with world.looking():
            assert place(the(number)) == before


def test_accepted_it_solves_the_question_as_a_peers_does(world: World) -> None:
    number = opened(world)
    posted = said(world, "mia", PostingRole.MODERATOR, number)
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, posted))
    with world.looking():
        assert (the(number).state, question_by_id(number).state) == (CaseState.RESOLVED, State.SOLVED)


def test_in_the_community_it_awaits_the_asker_like_any_other(world: World) -> None:
    with world.acting("ann") as ann:
        number = make.question(ann).id
    said(world, "mia", PostingRole.MODERATOR, number)
    with world.looking():
        assert question_by_id(number).owner_state is Owner.ASKER


def test_by_the_form_too(world: World) -> None:
    number = opened(world)
    mia = Visitor(world.app).signed_in_as(world.email("mia"))
    assert (
        mia.post(f"/questions/{number}/answer", {"body": "Look at page nine.", "role": "moderator"}).status_code == 302
    )
    with world.looking():
        assert (the(number).state, the(number).owner_id) == (CaseState.QUEUED, None)
    assert "With Acme Support now" in Visitor(world.app).get(f"/questions/{number}", follow_redirects=True).get_data(
        as_text=True
    )
