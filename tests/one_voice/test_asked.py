"""Under the company's official answer the question stays as it was asked."""

import pytest

from app.accounts.models import RoleGrant
from app.accounts.roles import Role
from app.decisions.actions.removing import remove_own_data
from app.extensions import db
from app.kit.errors import Refused
from app.one_voice.actions import speak_officially
from app.posts.models import Post
from app.questions.actions.answering import edit, withdraw
from app.questions.models import Question
from app.questions.queries import visible_answer, visible_question
from tests import make
from tests.visiting import Visitor
from tests.world import World

ASKED = "May I leave the router on at nihgt? My name is Ann Smith."
GIVEN = {"scope": "Router X200", "evidence": "Manual, page 12"}


@pytest.fixture
def answered(world: World) -> tuple[int, int]:
    """Ann's question, and what Sam says to it for the company."""
    with world.acting("ann") as ann:
        question = make.question(ann, title="Leave it on", body=ASKED)
        question_id, answer = question.id, make.answer(world.person("sam"), question, body="Yes, you may.").id
    with world.acting("sam") as sam:
        assert speak_officially(sam, visible_answer(sam, answer), **GIVEN) is None
    return question_id, answer


def ann_writes(world: World, question_id: int, body: str, title: str = "Leave it on") -> None:
    with world.acting("ann") as ann:
        edit(ann, visible_question(ann, question_id), title=title, body=body)


def test_nobody_has_the_company_say_yes_to_something_else(world: World, answered: tuple[int, int]) -> None:
    question_id, _answer = answered
    for title, body in (("Leave it on", "May I put the router into the bath?"), ("Put it into the bath", ASKED)):
        with pytest.raises(Refused, match="as it was asked"):
            ann_writes(world, question_id, body, title)
    ann = Visitor(world.app).signed_in_as(world.email("ann"))
    path = f"/posts/{question_id}/edit"
    sent = ann.post(path, {"title": "Leave it on", "body": "In the bath?", "revision": "1"}, form_at=path)
    assert sent.status_code == 403
    assert "In the bath?" in sent.get_data(as_text=True), "what was typed comes back"
    with world.looking():
        assert db.session.get_one(Post, question_id).revision == 1


def test_slips_may_be_mended_and_do_not_add_up(world: World, answered: tuple[int, int]) -> None:
    question_id, _answer = answered
    mended = ASKED.replace("nihgt", "night")
    ann_writes(world, question_id, mended)
    with pytest.raises(Refused):
        ann_writes(world, question_id, mended.replace("leave", "throw"))


def test_personal_data_still_goes_and_what_is_left_stays(world: World, answered: tuple[int, int]) -> None:
    question_id, _answer = answered
    with world.acting("ann") as ann:
        remove_own_data(ann, visible_question(ann, question_id), cuts=["Ann Smith"])
    left = ASKED.replace("Ann Smith", "[…]")
    with pytest.raises(Refused):
        ann_writes(world, question_id, "May I put it into the bath?")
    ann_writes(world, question_id, left.replace("nihgt", "night"))


def test_it_is_the_askers_again_once_nothing_is_official(world: World, answered: tuple[int, int]) -> None:
    question_id, answer_id = answered
    with world.acting("sam") as sam:
        withdraw(sam, visible_answer(sam, answer_id))
    ann_writes(world, question_id, "May I put the router into the bath?")


def test_a_moderator_changes_what_has_to_be_but_not_in_their_own_question(
    world: World, answered: tuple[int, int]
) -> None:
    question_id, _answer = answered
    with world.acting("mia") as mia:
        edit(mia, visible_question(mia, question_id), title="Router", body="May it stay on?", reason="Shorter")
    with world.acting("ada"):
        db.session.add(RoleGrant(user_id=world.ids["ann"], role=Role.MODERATOR))
    with pytest.raises(Refused):
        ann_writes(world, question_id, "May I put the router into the bath?")


def test_before_anything_is_official_it_is_changed_as_ever(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann)
        question_id = question.id
        make.answer(world.person("sam"), question, body="Yes, you may.")
    ann_writes(world, question_id, "Something else altogether.")
    with world.looking():
        assert db.session.get_one(Question, question_id).revision == 2
