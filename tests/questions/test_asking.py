"""Asking, answering, accepting: whose turn it is after each."""

from sqlalchemy import select

from app.activity.models import Event
from app.extensions import db
from app.labels.presenting import present
from app.questions.actions.accepting import accept
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import Owner, State
from tests import make
from tests.world import World


def test_a_question_is_with_the_community_for_the_window(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        assert question.owner_state is Owner.COMMUNITY
        assert round((question.next_due_at - question.created_at).total_seconds()) == 8 * 3600
    with world.looking():
        kinds = list(db.session.scalars(select(Event.kind)))
        assert "question:asked" in kinds


def test_accepting_solves_and_leaves_nothing_due(world: World) -> None:
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    with world.acting("ben") as ben:
        answer_id = make.answer(ben, question_by_id(question_id)).id
    with world.acting("ann") as ann:
        assert question_by_id(question_id).owner_state is Owner.ASKER
        accept(ann, visible_answer(ann, answer_id))
    with world.looking():
        question = question_by_id(question_id)
        assert (question.state, question.owner_state, question.next_due_at) == (State.SOLVED, None, None)
        seen = present([question, visible_answer(world.person("ben"), answer_id)])
        assert [str(post.label.text) for post in seen] == [
            "Asked by a member",
            "Solved it for the asker · community answer, not reviewed by Acme",
        ]
