"""What the company said is disputed: staff are called, wherever it stands among the answers, and the promised update is on a list."""

from datetime import timedelta

import pytest

from app.cases.queries import case_of
from app.cases.states import CaseState
from app.escalation.queries import leading_answer_id
from app.kit import clock
from app.labels.actions import dispute, lift
from app.one_voice.actions import speak_officially
from app.questions.actions.accepting import accept
from app.questions.actions.following import vote
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Level, Owner, State, Trigger
from tests import make
from tests.cases.working import MONDAY, opened, taken, the
from tests.visiting import Visitor
from tests.world import World

DAY = timedelta(days=1)


def official(world: World, question_id: int, name: str = "sam", body: str = "Set the profile to stable.") -> int:
    with world.acting(name) as speaker:
        speaker.is_spokesperson = True
        posted = make.answer(speaker, question_by_id(question_id), body=body)
        assert speak_officially(speaker, posted, scope="Router X200", evidence="Manual, page 9") is None
        return posted.id


def disputed(world: World, answer_id: int, name: str = "lea") -> None:
    with world.acting(name) as lead:
        found = visible_answer(lead, answer_id)
        dispute(lead, found, evidence="Three customers say otherwise.", update_by=clock.now() + DAY)


@pytest.fixture
def below(world: World) -> tuple[int, int]:
    """A question whose official answer nobody voted for, and below it a peer's answer that somebody did: both their ids."""
    with world.acting("ann") as ann:
        number = make.question(ann).id
    with world.acting("ben") as ben:
        peers = make.answer(ben, question_by_id(number)).id
    with world.acting("eve") as eve:
        vote(eve, visible_answer(eve, peers))
    return number, official(world, number)


def test_the_official_answer_calls_staff_though_a_peers_leads_by_votes(world: World, below: tuple[int, int]) -> None:
    number, answer_id = below
    disputed(world, answer_id)
    with world.looking():
        question, case = question_by_id(number), case_of(number)
        assert (question.level, question.trigger, question.owner_state) == (
            Level.STAFF,
            Trigger.NOT_HELPING,
            Owner.STAFF,
        )
        assert case is not None
        assert case.state is CaseState.QUEUED


def test_a_case_that_was_answered_comes_back_to_whoever_has_it(world: World) -> None:
    with clock.at(MONDAY):
        number = opened(world)
        taken(world, number)
        answer_id = official(world, number, "gus")
        with world.looking():
            assert the(number).state is CaseState.ANSWERED
        disputed(world, answer_id)
        with world.looking():
            case = the(number)
            assert (case.state, case.owner_id) == (CaseState.ASSIGNED, world.ids["gus"])
            assert question_by_id(number).owner_state is Owner.STAFF
            assert case.next_due_at == question_by_id(number).next_due_at


def test_not_while_another_answer_of_staff_stands(world: World) -> None:
    with clock.at(MONDAY):
        number = opened(world)
        taken(world, number)
        with world.acting("gus") as gus:
            first = make.answer(gus, question_by_id(number)).id
        with world.acting("gus") as gus:
            second = make.answer(gus, question_by_id(number), body="Or this.").id
        disputed(world, first)
        with world.looking():
            assert the(number).state is CaseState.ANSWERED
        disputed(world, second)
        with world.looking():
            assert the(number).state is CaseState.ASSIGNED


def test_what_is_promised_is_on_the_list_until_it_is_settled(world: World, below: tuple[int, int]) -> None:
    """Also where the question is solved, so that no case is opened: readers were told that somebody is checking."""
    number, answer_id = below
    with world.acting("ann") as ann:
        peers = leading_answer_id(number)
        accept(ann, visible_answer(ann, peers or 0))
    disputed(world, answer_id)
    with world.looking():
        assert (question_by_id(number).state, case_of(number)) == (State.SOLVED, None)
    address = f"/posts/{answer_id}/label"
    for name in ("gus", "lea", "mia"):
        inbox = Visitor(world.app).signed_in_as(world.email(name))
        page = inbox.text("/moderation?tab=due")
        assert address in page
        assert "Update promised by" in page
        assert inbox.get(address).status_code == 200
    with clock.at(clock.now() + 2 * DAY):
        assert "late" in Visitor(world.app).signed_in_as(world.email("mia")).text("/moderation?tab=due")
    with world.acting("lea") as lea:
        lift(lea, visible_answer(lea, answer_id), reason="Checked: it holds.")
    assert address not in Visitor(world.app).signed_in_as(world.email("mia")).text("/moderation?tab=due")
