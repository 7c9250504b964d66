"""A closed question is opened again with a reason, which is kept; the asker and staff read it, nobody else does."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.extensions import db
from app.kit.errors import Invalid, Refused
from app.questions.actions.accepting import accept
from app.questions.actions.answering import answer
from app.questions.actions.asking import reopen
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Reopening
from app.questions.queries import question_by_id, visible_answer
from app.questions.reopenings import REASON_MAX
from app.questions.states import State
from tests import make
from tests.visiting import Visitor
from tests.world import World

WHY = "It came back <b>after</b> the update."


@pytest.fixture
def solved(world: World) -> int:
    with world.acting("ann") as ann:
        question = make.question(ann).id
    with world.acting("ben") as ben:
        answered = answer(ben, question_by_id(question), body="Restart it.").id
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, answered))
    return int(question)


def opened_again(world: World, question: int, why: str = WHY) -> None:
    with world.acting("ann") as ann:
        reopen(ann, question_by_id(question), reason=why)


def test_the_reason_is_kept(world: World, solved: int) -> None:
    opened_again(world, solved, f"  {WHY} ")
    with world.looking():
        row = db.session.scalars(select(Reopening)).one()
        assert (row.question_id, row.by_id, row.reason) == (solved, world.ids["ann"], WHY)
        event = db.session.scalars(select(Event).where(Event.kind == QuestionEvent.REOPENED)).one()
        assert event.data == {"reopening": row.id}


@pytest.mark.parametrize(("name", "reads"), [("ann", True), ("gus", True), ("ben", False), ("eve", False), ("", False)])
def test_who_reads_it(world: World, solved: int, name: str, reads: bool, browser_of: Callable[[str], Visitor]) -> None:
    opened_again(world, solved)
    visitor = browser_of(name) if name else Visitor(world.app)
    page = visitor.get(f"/questions/{solved}", follow_redirects=True).get_data(as_text=True)
    assert "Reopened by the asker" in page
    assert ("It came back &lt;b&gt;after&lt;/b&gt; the update." in page) is reads
    assert ("It came back" in page) is reads


def test_each_time_has_its_own(world: World, solved: int, browser_of: Callable[[str], Visitor]) -> None:
    opened_again(world, solved, "The first time")
    with world.acting("ann") as ann:
        found = question_by_id(solved)
        accept(ann, visible_answer(ann, db.session.scalars(select(Answer.id)).one()))
        reopen(ann, found, reason="The second time")
    page = browser_of("gus").get(f"/questions/{solved}", follow_redirects=True).get_data(as_text=True)
    assert page.index("The first time") < page.index("The second time")


def test_too_long_changes_nothing(world: World, solved: int) -> None:
    with world.acting("ann") as ann, pytest.raises(Invalid, match="at most"):
        reopen(ann, question_by_id(solved), reason="x" * (REASON_MAX + 1))
    with world.looking():
        assert question_by_id(solved).state is State.SOLVED


def test_others_do_not(world: World, solved: int) -> None:
    with world.acting("ben") as ben, pytest.raises(Refused):
        reopen(ben, question_by_id(solved), reason=WHY)
    with world.looking():
        assert db.session.scalars(select(Reopening)).all() == []
