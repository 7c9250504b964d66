"""The timeline of a case says why it changed hands, why its severity changed and why it came back; to staff alone."""

import pytest

from app.cases.actions.assigning import assign
from app.cases.actions.merging import merge
from app.cases.actions.severity import change_severity
from app.cases.actions.taking import take_next
from app.cases.actions.working import hand_back, reply_as_customer
from app.cases.severity import Severity
from app.cases.timeline import timeline
from app.questions.actions.accepting import accept
from app.questions.actions.answering import answer
from app.questions.actions.asking import reopen
from app.questions.queries import question_by_id, visible_answer
from tests.cases.private import called, opened_and_taken
from tests.cases.private import opened as opened_privately
from tests.cases.test_workspace import signed_in
from tests.cases.working import opened, taken, the
from tests.world import World


def notes(world: World, question_id: int) -> dict[str, str]:
    with world.looking():
        return {str(one["text"]): str(one["note"]) for one in timeline(the(question_id))}


def test_hand_overs(world: World) -> None:
    question = opened(world)
    taken(world, question)
    with world.acting("gus") as gus:
        hand_back(gus, the(question), reason="Needs <the> lab.")
    with world.acting("lea") as lea:
        assign(lea, the(question), to=world.person("sam"), reason="Sam knows the lab.")
    said = notes(world, question)
    assert said["Handed back by Gus"] == "Needs <the> lab."
    assert said["Given to Sam by Lea"] == "Sam knows the lab."
    assert "Back into the queue" not in said


def test_severities(world: World) -> None:
    question = opened(world)
    with world.acting("lea") as lea:
        change_severity(lea, the(question), severity=Severity.S2, reason="The whole street is out.")
    with world.acting("ann") as ann:
        reply_as_customer(ann, the(question), body="Now the charger smokes.")
    said = notes(world, question)
    assert said["Severity S4 → S2, by Lea"] == "The whole street is out."
    assert said["Severity S2 → S1, by itself"] == "What the customer wrote names this harm."


def test_opened_again(world: World) -> None:
    question = opened(world)
    taken(world, question)
    with world.acting("gus") as gus:
        answered = answer(gus, question_by_id(question), body="Restart it.", scope="X200").id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answered))
    with world.acting("ann") as ann:
        reopen(ann, question_by_id(question), reason="It is red again.")
    assert notes(world, question)["The asker opened the question again"] == "It is red again."


@pytest.mark.parametrize(("name", "reads"), [("sam", True), ("ann", False)])
def test_the_customer_does_not_read_what_staff_told_each_other(world: World, name: str, reads: bool) -> None:
    question = opened(world)
    taken(world, question)
    with world.acting("gus") as gus:
        hand_back(gus, the(question), reason="Angry customer, be gentle.")
        reference = the(question).reference
    with world.acting("sam") as sam:
        assert take_next(sam) is not None
    assert ("Angry customer" in signed_in(world, name).text(f"/cases/{reference}")) is reads


def test_the_board_says_why_cases_came_back(world: World) -> None:
    question = opened(world)
    taken(world, question)
    with world.acting("gus") as gus:
        hand_back(gus, the(question), reason="Needs the lab.")
    page = signed_in(world, "lea").text("/workspace/team")
    assert "Needs the lab." in page
    assert "Handed back by Gus" in page


def test_a_merger_that_raised_a_severity_says_so_in_the_reader_s_language(world: World) -> None:
    stays = opened_and_taken(world)
    with world.acting("ann") as ann:
        goes = str(opened_privately(ann, body="It smokes!").reference)
    with world.acting("lea") as lea:
        lea.locale = "it"
        merge(lea, called(goes), into=called(stays), reason="The same")
    assert "È stato unito a un altro caso dello stesso cliente." in signed_in(world, "lea").text(f"/cases/{stays}")
    assert "It was merged with another case of the same customer." in signed_in(world, "gus").text(f"/cases/{stays}")
