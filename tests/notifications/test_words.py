"""The asker's word on an answer, from a mail: the link shows, the button does."""

from datetime import timedelta

import pytest

from app.accounts.models import User
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from app.notifications.links import Word, word_path
from app.questions.actions.accepting import accept, remind
from app.questions.models import Answer, Question
from app.questions.queries import question_by_id, visible_answer
from app.questions.states import State
from tests.notifications.mails import Outbox, first_line, html_of, links, words_of
from tests.notifications.telling import answered, asked
from tests.visiting import Visitor
from tests.world import World

COMMUNITY = "Community answer · not reviewed by Acme"


def reminded(world: World, *authors: str) -> tuple[int, list[str]]:
    """The question, and the two links for each answer that its asker is mailed, the newest answer first."""
    question_id = asked(world)
    for author in authors or ("ben",):
        answered(world, question_id, by=author)
    Outbox(world.app).clear()
    with world.acting("mia") as mia:
        remind(mia, question_by_id(question_id))
    (mail,) = Outbox(world.app).to("ann@example.org")
    assert first_line(mail) in (COMMUNITY, "Acme Support · Gus")
    return question_id, [link for link in links(mail) if link.startswith("/word/")]


def pressed(visitor: Visitor, link: str) -> int:
    return visitor.post(link, form_at=link).status_code


def state(world: World, question_id: int) -> State:
    with world.looking():
        return db.session.get_one(Question, question_id).state


def test_solved_in_one_press_signed_out(world: World, visitor: Visitor) -> None:
    question_id, (solved, _no) = reminded(world)
    page = words_of(visitor.text(solved))
    assert COMMUNITY in page
    assert "Set the line profile to stable." in page
    assert page.index(COMMUNITY) < page.index("Set the line profile")
    assert state(world, question_id) is State.ANSWERED
    assert pressed(visitor, solved) == 302
    assert state(world, question_id) is State.SOLVED
    assert visitor.get("/notifications").status_code == 302


def test_did_not_help(world: World, visitor: Visitor) -> None:
    question_id, (_yes, no) = reminded(world)
    assert pressed(visitor, no) == 302
    with world.looking():
        assert db.session.scalars(db.select(Answer)).one().did_not_help_at is not None
    assert state(world, question_id) is State.ANSWERED


def test_scanners_that_follow_links_change_nothing(world: World, visitor: Visitor) -> None:
    question_id, found = reminded(world, "ben", "gus")
    assert len(found) == 4
    for link in found:
        visitor.get(link)
        visitor.client.head(link)
    assert state(world, question_id) is State.ANSWERED
    assert visitor.client.post(found[0]).status_code == 422
    assert state(world, question_id) is State.ANSWERED


def test_used_again_it_says_so(world: World, visitor: Visitor) -> None:
    question_id, (solved, no) = reminded(world)
    pressed(visitor, solved)
    assert "You have said so already." in visitor.text(solved)
    assert visitor.post(solved).status_code == 302
    assert visitor.post(no).status_code == 409
    assert state(world, question_id) is State.SOLVED


@pytest.mark.parametrize(
    "how", ["cut", "forged", "long", "empty", "other purpose", "expired", "address changed", "closed"]
)
def test_a_link_that_proves_nothing(world: World, visitor: Visitor, how: str) -> None:
    question_id, (solved, _no) = reminded(world)
    later = now()
    match how:
        case "cut":
            solved = solved[:-3]
        case "forged":
            solved = solved.replace("/word/", "/word/x")
        case "long":
            solved += "A" * 3000
        case "empty":
            solved = "/word/%20"
        case "other purpose":
            solved = f"/word/{Outbox(world.app).all()[-1]['List-Unsubscribe'].split('/')[-1].rstrip('>')}"
        case "expired":
            later = now() + timedelta(days=31)
        case "address changed":
            with world.acting("ada"):
                db.session.get_one(User, world.ids["ann"]).email = "ann.new@example.org"
        case "closed":
            with world.acting("ada"):
                db.session.get_one(User, world.ids["ann"]).closed_at = now()
    with clock.at(later):
        answer = visitor.get(solved)
        assert answer.status_code == 410
        assert "does not work any more" in answer.get_data(as_text=True)
        assert visitor.post(solved).status_code == 410
    assert state(world, question_id) is State.ANSWERED


def test_somebody_elses_word_is_not_the_askers(world: World, visitor: Visitor) -> None:
    """Such a link is never mailed; were it made, the action would still ask who asked."""
    question_id, _links = reminded(world)
    with world.looking():
        answer_id = db.session.scalars(db.select(Answer.id)).one()
        stranger = word_path(world.person("eve"), answer_id, Word.SOLVED)
    assert pressed(visitor, stranger) == 403
    assert state(world, question_id) is State.ANSWERED


def test_a_suspended_asker_may_not(world: World, visitor: Visitor) -> None:
    question_id, (solved, _no) = reminded(world)
    with world.acting("ada"):
        db.session.get_one(User, world.ids["ann"]).suspended_until = now() + timedelta(days=1)
    assert pressed(visitor, solved) == 403
    assert state(world, question_id) is State.ANSWERED


def test_one_answer_one_filled_button_several_answers_one_too(world: World) -> None:
    for authors in (("ben",), ("ben", "eve")):
        reminded(world, *authors)
        assert html_of(Outbox(world.app).all()[-1]).count("background:#") == 1


def test_what_was_judged_already_is_not_asked_again(world: World) -> None:
    question_id = asked(world)
    first = answered(world, question_id)
    Outbox(world.app).clear()
    with world.acting("mia") as mia:
        remind(mia, question_by_id(question_id))
    with world.acting("ann") as ann:
        accept(ann, visible_answer(ann, first))
    assert [mail for mail in Outbox(world.app).to("ann@example.org") if links(mail)[0].startswith("/word/")] == []
