"""What staff settled in private: the asker says with one press whether that solved it, and takes it back with another."""

from datetime import timedelta

import pytest

from app.cases.actions.settled import say_not_solved, say_solved, take_back
from app.cases.actions.working import close, reply
from app.cases.states import CaseState, Outcome
from app.kit import clock
from app.kit.clock import now
from app.kit.errors import Refused, Unseen
from app.questions.actions.accepting import accept
from app.questions.actions.asking import reopen
from app.questions.models import Question
from app.questions.numbers import confirmed_solved
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Owner, State
from app.satisfaction.queries import asked_of_question
from tests import make
from tests.cases.private import called, signed_in
from tests.notifications.telling import told
from tests.questions.test_private_side import in_hand, page, whole
from tests.visiting import Visitor
from tests.world import World

CANARY = "canary-0b77"


def settled(world: World) -> tuple[int, str]:
    """Ann's question without an answer, which gus settled in private."""
    question_id, reference = in_hand(world)
    with world.acting("gus") as gus:
        reply(gus, called(reference), body=f"It is {CANARY}.")
        close(gus, called(reference), outcome=Outcome.SETTLED_PRIVATELY)
    return question_id, reference


def says(world: World, reference: str, act: object) -> None:
    with world.acting("ann") as ann:
        act(ann, called(reference))  # type: ignore[operator]


def stands(question_id: int) -> tuple[State, Owner | None, bool]:
    question: Question = question_by_id(question_id)
    return question.state, question.owner_state, question.solved_privately_at is not None


def test_one_press_says_yes_and_one_takes_it_back(world: World) -> None:
    question_id, reference = settled(world)
    ann, address = signed_in(world, "ann"), f"/cases/{reference}/solved"
    own = whole(ann, question_id)
    assert "Did that solve it?" in own
    assert f'formaction="{address}"' in own
    assert f'formaction="/cases/{reference}/not-solved"' in own
    assert "Did that solve it?" in ann.text(f"/cases/{reference}")
    assert ann.post(address, {}, form_at=address).status_code == 302
    with world.looking():
        assert stands(question_id) == (State.SOLVED, None, True)
    own = whole(ann, question_id)
    assert "You said that it was solved in private." in own
    assert ann.post(f"{address}/undo", {}, form_at=f"{address}/undo").status_code == 302
    with world.looking():
        assert stands(question_id) == (State.OPEN, Owner.ASKER, False)
    assert "Did that solve it?" in whole(ann, question_id)


def test_everybody_reads_that_and_nothing_more(world: World) -> None:
    question_id, reference = settled(world)
    for state in ("settled", "solved"):
        if state == "solved":
            says(world, reference, say_solved)
        for visitor in (Visitor(world.app), signed_in(world, "ben")):
            shown = whole(visitor, question_id)
            assert ("In private with Acme Support, says the asker, on" in shown) is (state == "solved")
            assert CANARY not in shown
            assert reference not in shown
            assert "Did that solve it?" not in shown


def test_no_goes_on_with_whoever_had_it(world: World) -> None:
    question_id, reference = settled(world)
    told(world, "gus")
    where = f"/cases/{reference}/not-solved"
    assert signed_in(world, "ann").post(where, {}, form_at=where).location == f"/cases/{reference}"
    with world.looking():
        assert stands(question_id) == (State.OPEN, Owner.STAFF, False)
        case = called(reference)
        assert (case.state, case.owner_id, case.outcome) == (CaseState.ASSIGNED, world.ids["gus"], None)
    assert told(world, "gus")[-1] == "case_back"
    assert "Did that solve it?" not in page(world, "ann", question_id)


@pytest.mark.parametrize("name", ["ben", "gus", "lea", "ada"])
def test_nobody_else_says_so(world: World, name: str) -> None:
    _question, reference = settled(world)
    for act in (say_solved, say_not_solved, take_back):
        with world.acting(name) as other, pytest.raises(Unseen):
            act(other, called(reference))


def test_there_must_be_something_to_say(world: World) -> None:
    question_id, reference = in_hand(world)
    for act in (say_solved, say_not_solved, take_back):
        with world.acting("ann") as ann, pytest.raises(Refused):
            act(ann, called(reference))
    with world.acting("gus") as gus:
        close(gus, called(reference), outcome=Outcome.SETTLED_PRIVATELY)
    with world.acting("ann") as ann, pytest.raises(Refused):
        take_back(ann, called(reference))
    says(world, reference, say_solved)
    for again in (say_solved, say_not_solved):
        with world.acting("ann") as ann, pytest.raises(Refused):
            again(ann, called(reference))
    with world.looking():
        assert stands(question_id) == (State.SOLVED, None, True)


def test_an_answer_that_is_accepted_later_counts_as_that(world: World) -> None:
    question_id, reference = settled(world)
    says(world, reference, say_solved)
    with world.acting("ben") as ben:
        posted = make.answer(ben, question_by_id(question_id)).id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, posted))
    with world.looking():
        assert stands(question_id) == (State.SOLVED, None, False)


def test_opened_again_it_goes_back_to_staff(world: World) -> None:
    question_id, reference = settled(world)
    says(world, reference, say_solved)
    with world.acting("ann") as ann:
        reopen(ann, question_by_id(question_id), reason="It came back")
    with world.looking():
        assert stands(question_id) == (State.OPEN, Owner.STAFF, False)
        assert called(reference).is_open


def test_it_is_counted_apart_and_asks_how_they_were_helped_once(world: World) -> None:
    question_id, reference = settled(world)
    says(world, reference, say_solved)
    says(world, reference, take_back)
    says(world, reference, say_solved)
    with clock.at(now() + timedelta(days=20)), world.looking():
        found = confirmed_solved()
        assert (found.asked, found.solved, found.privately) == (1, 0, 1)
    with world.looking():
        asked = asked_of_question(question_id)
        assert asked is not None
        assert asked.by_staff
    assert told(world, "ann").count("satisfaction_asked") == 1
