"""What a vote and an answer ask of the database: a bound that a new habit of some reaction breaks."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.extensions import db
from app.kit import edge
from app.posts.models import Post
from app.questions.actions import answering, following
from app.questions.models import Answer, Question
from app.questions.queries import question_by_id
from app.questions.states import Level, Trigger
from app.questions.voting import answer_to_vote_for
from tests import make
from tests.questions.test_thread_page import counted
from tests.visiting import Visitor
from tests.world import World

VOTE, ANSWER = 6, 20
_NEWEST = select(Answer).order_by(Answer.id.desc())


@pytest.fixture
def thread(world: World) -> tuple[int, int]:
    """A question with an answer of somebody."""
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    with world.acting("ben") as ben:
        return question_id, make.answer(ben, question_by_id(question_id)).id


def asked_for(app: Flask, visitor: Visitor, path: str, fields: dict[str, str]) -> list[str]:
    """The statements of the second such request, when what a process keeps is there."""
    fields = {**fields, "csrf_token": visitor.token()}
    with counted(app) as statements:
        assert visitor.client.post(path, data=fields).status_code == 302
    return statements


def test_a_vote(world: World, visitor: Visitor, thread: tuple[int, int]) -> None:
    visitor.signed_in_as(world.email("ann"))
    statements = asked_for(world.app, visitor, f"/posts/{thread[1]}/vote", {})
    assert len(statements) <= VOTE, statements
    assert not [statement for statement in statements if "html" in statement]
    with world.looking():
        assert db.session.get_one(Post, thread[1]).votes == 1


def test_a_second_vote_changes_nothing(world: World, visitor: Visitor, thread: tuple[int, int]) -> None:
    visitor.signed_in_as(world.email("ann"))
    asked_for(world.app, visitor, f"/posts/{thread[1]}/vote", {})
    statements = asked_for(world.app, visitor, f"/posts/{thread[1]}/vote", {})
    assert len(statements) == VOTE - 3
    with world.looking():
        assert db.session.get_one(Post, thread[1]).votes == 1


def test_an_answer(world: World, visitor: Visitor, thread: tuple[int, int]) -> None:
    visitor.signed_in_as(world.email("eve"))
    fields = {"body": "Set the line profile to stable.", "once": "once-and-no-more"}
    statements = asked_for(world.app, visitor, f"/questions/{thread[0]}/answer", fields)
    assert len(statements) <= ANSWER, "\n".join(statements)
    with world.looking():
        question, answer = db.session.get_one(Question, thread[0]), db.session.scalars(_NEWEST).first()
        assert (question.answers_count, question.active_at >= answer.created_at) == (2, True)


def test_an_answer_of_somebody_else_at_the_same_time_is_counted_too(world: World, thread: tuple[int, int]) -> None:
    """PostgreSQL lets both write: neither may put back the number that it read before."""
    with world.acting("eve") as eve:
        question = question_by_id(thread[0])
        meanwhile = update(Question.__table__).where(Question.__table__.c.id == thread[0])
        db.session.execute(meanwhile.values(answers_count=5))
        answering.answer(eve, question, body="Try channel 3.")
    with world.looking():
        assert db.session.get_one(Question, thread[0]).answers_count == 6


def test_a_vote_is_known_to_whoever_holds_the_answer(world: World, thread: tuple[int, int]) -> None:
    with world.acting("ann") as ann:
        answer = answer_to_vote_for(ann, thread[1])
        following.vote(ann, answer)
        assert answer.votes == 1


def test_a_long_thread_goes_to_staff_with_the_sixth_post_and_once(world: World, thread: tuple[int, int]) -> None:
    for number in range(6):
        with world.acting("eve") as eve:
            make.answer(eve, question_by_id(thread[0]), body=f"Try channel {number}.")
        with world.looking():
            question = question_by_id(thread[0])
            assert (question.level, question.trigger) == (
                (Level.STAFF, Trigger.NOT_HELPING) if number >= 4 else (Level.COMMUNITY, None)
            )


def test_what_is_hidden_is_not_voted_for(world: World, visitor: Visitor, thread: tuple[int, int]) -> None:
    with world.app.app_context(), edge.transaction() as session:
        session.get_one(Post, thread[0]).standing = "hidden"
    visitor.signed_in_as(world.email("eve"))
    assert visitor.post(f"/posts/{thread[1]}/vote").status_code == 404
