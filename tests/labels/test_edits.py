"""A confirmation is of one text: what an edit leaves of it, whoever edits, in however many steps."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.decisions.actions.removing import remove_data, remove_own_data
from app.extensions import db
from app.labels.actions import make_official, status_of, verify
from app.labels.algebra import CONFIRMED, Status, is_typo
from app.labels.models import LabelChange, LabelRow
from app.posts.models import Post
from app.questions.actions.answering import edit
from app.questions.queries import visible_answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

GIVEN = {"scope": "Router X200", "evidence": "Manual, page 12"}
CONFIRMED_TEXT = "Moving the router does not affect it. Set 14 once, and restart."


def the(post_id: int) -> Post:
    return db.session.get_one(Post, post_id)


def answered(world: World, name: str) -> int:
    with world.acting("ann") as ann:
        return make.answer(world.person(name), make.question(ann), body=CONFIRMED_TEXT).id


@pytest.fixture
def verified(world: World) -> int:
    """Ben's answer, which Gus has confirmed."""
    posted = answered(world, "ben")
    with world.acting("gus") as gus:
        verify(gus, the(posted), **GIVEN)
    return posted


@pytest.fixture
def official(world: World) -> int:
    """Sam's answer, which speaks for the company."""
    posted = answered(world, "sam")
    with world.acting("sam") as sam:
        make_official(sam, the(posted), **GIVEN)
    return posted


def edited(world: World, name: str, post_id: int, body: str) -> Status:
    with world.acting(name) as who:
        edit(who, visible_answer(who, post_id), body=body, reason="Clearer")
        return status_of(the(post_id))


STEPS = some.tuples(some.integers(0, 80), some.integers(0, 6), some.text("not 4a", max_size=5))
"""From where on how many characters go, and what comes instead: by itself never more than a typo."""


def after_step(text: str, step: tuple[int, int, str]) -> str:
    at, length, put_in = step
    return (text[:at] + put_in + text[at + length :]).strip() or text


@pytest.mark.parametrize(("author", "editor"), [("ben", "ben"), ("ben", "mia"), ("sam", "sam"), ("sam", "mia")])
def test_no_sequence_of_edits_keeps_a_confirmation_for_another_text(
    world: World, verified: int, official: int, author: str, editor: str
) -> None:
    post_id = verified if author == "ben" else official

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.nested_given, HealthCheck.too_slow])
    @given(some.lists(STEPS, min_size=1, max_size=5))
    def walked(steps: list[tuple[int, int, str]]) -> None:
        with world.looking():
            who = world.person(editor)
            for step in steps:
                changed = edit(
                    who, visible_answer(who, post_id), body=after_step(the(post_id).source, step), reason="x"
                )
                status, text = status_of(the(post_id)), the(post_id).source
                if author == "ben":
                    assert status not in CONFIRMED or is_typo(CONFIRMED_TEXT, text)
                elif changed:
                    assert status is (Status.STAFF_VERIFIED if editor == "sam" else Status.UNREVIEWED)

    walked()


def test_typos_that_add_up_end_the_confirmation(world: World, verified: int) -> None:
    assert edited(world, "ben", verified, CONFIRMED_TEXT.replace("Moving", "Carrying")) is Status.STAFF_VERIFIED
    further = CONFIRMED_TEXT.replace("Moving", "Carrying").replace("not ", "")
    assert edited(world, "ben", verified, further) is Status.UNREVIEWED


def test_a_typo_taken_back_leaves_the_allowance_as_it_was(world: World, verified: int) -> None:
    for _again in range(4):
        assert edited(world, "ben", verified, CONFIRMED_TEXT.replace("Moving", "Carrying")) is Status.STAFF_VERIFIED
        assert edited(world, "ben", verified, CONFIRMED_TEXT) is Status.STAFF_VERIFIED


@pytest.mark.parametrize(("name", "left"), [("sam", Status.STAFF_VERIFIED), ("mia", Status.UNREVIEWED)])
def test_one_word_reverses_what_is_official_so_no_word_may_change(
    world: World, official: int, name: str, left: Status
) -> None:
    assert edited(world, name, official, CONFIRMED_TEXT.replace("not ", "")) is left
    with world.looking():
        assert not visible_answer(world.person("ann"), official).is_active_official
        last = db.session.query(LabelChange).filter_by(post_id=official).order_by(LabelChange.id.desc()).first()
        assert last is not None
        assert (last.before, last.after, last.by_id) == (Status.OFFICIAL, left, world.ids[name])


@pytest.mark.parametrize("name", ["mia", "ada"])
def test_a_moderators_words_do_not_carry_the_companys_confirmation(world: World, name: str) -> None:
    posted = answered(world, "gus")
    assert edited(world, name, posted, "Acme pays each of you back.") is Status.UNREVIEWED
    with world.looking():
        row = db.session.get_one(LabelRow, posted)
        assert (row.scope, row.expires_at, row.earlier) == ("", None, True)


def test_what_its_author_or_a_moderating_agent_changes_stays_the_companys(world: World) -> None:
    posted = answered(world, "gus")
    assert edited(world, "gus", posted, "Since 4.2 you need not set anything.") is Status.STAFF_VERIFIED


def test_a_cut_is_no_new_start_for_typos(world: World, verified: int) -> None:
    """Personal data erases the confirmed text too: what differs from it already has nothing left to be compared with."""
    assert edited(world, "ben", verified, CONFIRMED_TEXT.replace("Moving", "Carrying")) is Status.STAFF_VERIFIED
    with world.acting("ben") as ben:
        remove_own_data(ben, the(verified), cuts=["restart"])
    shorter = CONFIRMED_TEXT.replace("Moving", "Carrying").replace("restart", "[…]").replace("not ", "")
    assert edited(world, "ben", verified, shorter) is Status.UNREVIEWED


def test_a_cut_leaves_a_confirmed_text_its_typos(world: World, verified: int) -> None:
    with world.acting("ben") as ben:
        remove_own_data(ben, the(verified), cuts=["restart"])
    cut = CONFIRMED_TEXT.replace("restart", "[…]")
    assert edited(world, "ben", verified, cut.replace("once", "one time")) is Status.STAFF_VERIFIED


@pytest.mark.parametrize("cut", ["not affect", "Moving the router does not affect it."])
def test_its_author_cuts_no_sense_out_of_what_is_confirmed(world: World, verified: int, cut: str) -> None:
    """Personal data goes; a "not" is none, and what is left would be confirmed with the contrary in it."""
    with world.acting("ben") as ben:
        remove_own_data(ben, the(verified), cuts=[cut])
        assert status_of(the(verified)) is Status.UNREVIEWED


def test_nor_out_of_what_is_official(world: World, official: int) -> None:
    with world.acting("sam") as sam:
        remove_own_data(sam, the(official), cuts=["not affect"])
    with world.looking():
        assert status_of(the(official)) is not Status.OFFICIAL
        assert not visible_answer(world.person("ann"), official).is_active_official


def test_a_moderator_who_cuts_leaves_the_confirmation(world: World, verified: int) -> None:
    with world.acting("mia") as mia:
        remove_data(mia, the(verified), ["not affect"])
        assert status_of(the(verified)) is Status.STAFF_VERIFIED


SAID = {
    ("sam", "official"): ("official answer, word for word", "not the official answer any more"),
    ("mia", "official"): ("has confirmed this, word for word", "is not confirmed any more"),
    ("ben", "verified"): ("Up to 10 characters", "is not confirmed any more"),
}


@pytest.mark.parametrize(("name", "which"), SAID)
def test_whoever_edits_is_told_before_and_after(
    app: Flask, world: World, verified: int, official: int, name: str, which: str
) -> None:
    post_id = {"official": official, "verified": verified}[which]
    before, after = SAID[name, which]
    visitor = Visitor(app).signed_in_as(world.email(name))
    page = visitor.text(f"/posts/{post_id}/edit")
    assert before in page
    sent = {"body": "Leave it where it stands.", "reason": "Clearer", "revision": "1"}
    told = visitor.post(f"/posts/{post_id}/edit", sent, form_at=f"/posts/{post_id}/edit")
    assert told.status_code == 302
    assert after in visitor.client.get(told.location, follow_redirects=True).get_data(as_text=True)


def test_nobody_is_warned_of_what_does_not_happen(app: Flask, world: World) -> None:
    posted = answered(world, "gus")
    assert "notice warning" not in Visitor(app).signed_in_as(world.email("gus")).text(f"/posts/{posted}/edit")
