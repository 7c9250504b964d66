"""Whoever is in training speaks for the company on no label, and is nobody's second reader."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.models import User
from app.cases.coaching.actions import begin_training
from app.claims.actions import flag_by_hand
from app.claims.actions.deciding import correct as correct_flag
from app.claims.queries import flag_for
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid, Refused
from app.labels.actions import correct, dispute, lift, make_official, mark_unofficial, set_label, status_of, verify
from app.labels.algebra import Status
from app.labels.events import LabelEvent
from app.labels.models import LabelChange
from app.one_voice.actions import approve, send_back, speak_officially
from app.one_voice.queries import waiting_official
from app.posts.models import Post
from app.questions.actions.official import make_official as make_answer_official
from app.questions.queries import visible_answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

GIVEN = {"scope": "Router X200", "evidence": "Manual, page 12"}
PRICED = "The new cable costs 12 € and is sent tomorrow."
LEARNING = "You are in training"


def the(post_id: int) -> Post:
    return db.session.get_one(Post, post_id)


def in_training(world: World, name: str) -> None:
    with world.acting("lea") as lea:
        begin_training(lea, world.person(name))


@pytest.fixture
def peer(world: World) -> int:
    """Ben's answer, of which a sentence is marked."""
    with world.acting("ann") as ann:
        posted = make.answer(world.person("ben"), make.question(ann), body="It always helps. Restart it.").id
    with world.acting("mia") as mia:
        mark_unofficial(mia, the(posted), sentence="It always helps.", reason="No source", provisional=False)
    in_training(world, "gus")
    return posted


WORDS: dict[str, Callable[[User, Post], object]] = {
    "correct": lambda who, post: correct(who, post, fact="It never helps."),
    "dispute": lambda who, post: dispute(who, post, evidence="A test", update_by=now() + timedelta(days=1)),
    "mark": lambda who, post: mark_unofficial(who, post, sentence="Restart it.", reason="No", provisional=False),
    "lift": lambda who, post: lift(who, post, reason="It is right."),
    "flag": lambda who, post: flag_by_hand(who, post, sentence="Restart it.", reason="No source"),
}


@pytest.mark.parametrize("how", WORDS)
def test_no_word_of_theirs_stands_on_a_label(world: World, peer: int, how: str) -> None:
    with pytest.raises(Refused, match=LEARNING), world.acting("gus") as gus:
        WORDS[how](gus, the(peer))
    with world.looking():
        assert status_of(the(peer)) is Status.UNOFFICIAL
        assert db.session.query(LabelChange).filter_by(post_id=peer).count() == 1
    with world.acting("sam") as sam:
        WORDS[how](sam, the(peer))


def test_they_confirm_nothing(world: World) -> None:
    with world.acting("ann") as ann:
        posted = make.answer(world.person("ben"), make.question(ann)).id
    in_training(world, "gus")
    with world.acting("gus") as gus, pytest.raises(Refused, match=LEARNING):
        verify(gus, the(posted), **GIVEN)


def test_nor_do_they_decide_on_a_claim(world: World) -> None:
    with world.acting("ann") as ann:
        posted = make.answer(world.person("ben"), make.question(ann), body="It always helps.")
        flag_id = flag_by_hand(world.person("mia"), posted, sentence="It always helps.", reason="No source").id
    in_training(world, "gus")
    with world.acting("gus") as gus, pytest.raises(Refused, match=LEARNING):
        correct_flag(gus, flag_for(gus, flag_id), fact="It never helps.", reason="A test")


def test_the_page_says_so_and_keeps_the_words(app: Flask, world: World, peer: int) -> None:
    visitor = Visitor(app).signed_in_as(world.email("gus"))
    page = f"/posts/{peer}/label?act=correct"
    assert LEARNING in visitor.text(page)
    with world.looking():
        seen = db.session.query(LabelChange.id).filter_by(post_id=peer).scalar()
    sent = {"seen": str(seen), "fact": "It never helps, says Gus.", "evidence": "A test"}
    answer = visitor.post(f"/posts/{peer}/label/correct", sent, form_at=page)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert LEARNING in text
    assert "It never helps, says Gus." in text
    assert "It never helps" not in Visitor(app).text(f"/posts/{peer}/label/history")


OFFICIAL: dict[str, Callable[[User, int], object]] = {
    "one voice's": lambda who, post_id: speak_officially(who, visible_answer(who, post_id), **GIVEN),
    "the answer's": lambda who, post_id: make_answer_official(who, visible_answer(who, post_id), **GIVEN),
    "the label's": lambda who, post_id: make_official(who, the(post_id), **GIVEN),
    "the label itself": lambda who, post_id: set_label(
        who, the(post_id), Status.OFFICIAL, LabelEvent.MADE_OFFICIAL, **GIVEN
    ),
}


@pytest.mark.parametrize("path", OFFICIAL)
@pytest.mark.parametrize("body", ["Set the line profile to stable.", PRICED])
def test_a_spokesperson_in_training_makes_nothing_official(world: World, path: str, body: str) -> None:
    with world.acting("ann") as ann:
        posted = make.answer(world.person("sam"), make.question(ann), body=body).id
    in_training(world, "sam")
    with pytest.raises(Refused, match=LEARNING), world.acting("sam") as sam:
        OFFICIAL[path](sam, posted)
    with world.looking():
        assert status_of(the(posted)) is Status.STAFF_VERIFIED


def waiting_for_gus(world: World) -> str:
    """Sam's answer waits for Gus, the only other spokesperson, who has just been put in training."""
    with world.acting("ada"):
        world.person("gus").is_spokesperson = True
    with world.acting("ann") as ann:
        posted = make.answer(world.person("sam"), make.question(ann), body=PRICED).id
    with world.acting("sam") as sam:
        waiting = speak_officially(sam, visible_answer(sam, posted), **GIVEN)
        assert waiting is not None
        assert waiting.owner.display_name == "Gus"
        reference = waiting.reference
    in_training(world, "gus")
    return reference


def test_a_trainee_is_no_second_reader(world: World) -> None:
    reference = waiting_for_gus(world)
    with world.acting("gus") as gus:
        with pytest.raises(Refused, match="in training yourself"):
            approve(gus, waiting_official(reference), seen_revision=1)
        with pytest.raises(Refused, match="in training yourself"):
            send_back(gus, waiting_official(reference), reason="No")


def test_nor_is_asked_to_be(world: World) -> None:
    with world.acting("ada"):
        world.person("gus").is_spokesperson = True
    in_training(world, "gus")
    with world.acting("ann") as ann:
        posted = make.answer(world.person("sam"), make.question(ann), body=PRICED).id
    with world.acting("sam") as sam, pytest.raises(Invalid, match="there is none"):
        speak_officially(sam, visible_answer(sam, posted), **GIVEN)


def test_what_was_asked_is_read_too(world: World) -> None:
    """What it costs stands in the question, and "Yes, that is so" alone would name no price."""
    with world.acting("ada"):
        world.person("lea").is_spokesperson = True
    with world.acting("ann") as ann:
        question = make.question(ann, title="Is this so?", body="My neighbour says that a new cable costs 12 €.")
        posted = make.answer(world.person("sam"), question, body="Yes, that is so.").id
    with world.acting("sam") as sam:
        waiting = speak_officially(sam, visible_answer(sam, posted), **GIVEN)
        assert waiting is not None
        assert waiting.topics == "price"
