"""What people do in a thread, on both databases: done with its event, refused with its reason, impossible as things stand."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.accounts.roles import PostingRole
from app.activity.models import Event
from app.extensions import db
from app.kit import clock
from app.kit.errors import IllegalMove, Invalid, Refused, TooMany, Unseen
from app.labels.presenting import present_one
from app.posts.kinds import Standing, Voice
from app.posts.models import Revision
from app.questions.actions import accepting, answering, asking, following
from app.questions.models import Acceptance, Answer, MeToo, NeedsStaff, Subscription, Vote
from app.questions.queries import question_by_id, visible_answer, visible_post
from app.questions.states import Owner, State
from app.questions.thread import count_newer, read_thread
from tests import make
from tests.world import World

LONG_AGO = timedelta(days=30)


def thread(world: World) -> tuple[int, int]:
    """Ann's question and Ben's answer."""
    with world.acting("ann") as ann:
        question_id = make.question(ann).id
    with world.acting("ben") as ben:
        return question_id, make.answer(ben, question_by_id(question_id)).id


def events(world: World) -> list[str]:
    with world.looking():
        return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def refused(world: World, name: str, act: Callable[[User], object], error: type[Exception] = Refused) -> None:
    """The act raises, and the log is as it was."""
    before = events(world)
    with pytest.raises(error), world.acting(name) as person:
        act(person)
    assert events(world) == before


# Answering and commenting


def test_an_answer_awaits_the_asker(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.looking():
        question = question_by_id(question_id)
        assert (question.state, question.owner_state, question.answers_count) == (State.ANSWERED, Owner.ASKER, 1)
        assert visible_answer(world.person("ann"), answer_id).author_role is PostingRole.MEMBER
    assert events(world).count("question:answered") == 1


def test_staff_choose_in_whose_voice(world: World) -> None:
    question_id, _answer_id = thread(world)
    with world.acting("gus") as gus:
        official = make.answer(gus, question_by_id(question_id), scope="X200").id
        personal = make.answer(gus, question_by_id(question_id), role=PostingRole.EMPLOYEE).id
    with world.looking():
        voices = [visible_answer(world.person("ann"), number) for number in (official, personal)]
        assert [post.voice for post in voices] == [Voice.COMPANY, Voice.COMMUNITY]
        assert [str(present_one(post).label.text) for post in voices] == [
            "Acme Support · Gus",
            "Acme employee · personal view",
        ]
    refused(world, "ben", lambda ben: make.answer(ben, question_by_id(question_id), role=PostingRole.AGENT))


@pytest.mark.parametrize("fact", ["locked_at", "ended_at", "archived_at"])
def test_a_closed_thread_takes_no_words(world: World, fact: str) -> None:
    question_id, answer_id = thread(world)
    with world.acting("mia"):
        question = question_by_id(question_id)
        setattr(question, fact, clock.now())
        if fact != "locked_at":
            question.owner_state = question.next_due_at = None
    acts: list[Callable[[User], object]] = [
        lambda person: make.answer(person, question_by_id(question_id)),
        lambda person: answering.comment(
            person, visible_post(person, answer_id), question_by_id(question_id), body="Hm"
        ),
        lambda person: following.vote(person, visible_post(person, answer_id)),
        lambda person: following.undo_vote(person, visible_post(person, answer_id)),
        lambda person: following.say_too(person, question_by_id(question_id)),
        lambda person: following.say_needs_staff(person, question_by_id(question_id), reason="It does"),
    ]
    for act in acts:
        refused(world, "eve", act)
    for judge in (accepting.accept, accepting.did_not_help, accepting.undo_acceptance):
        refused(world, "ann", lambda ann, judge=judge: judge(ann, visible_answer(ann, answer_id)))


def test_the_first_day_has_limits(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("new") as new:
        for _ in range(20):
            answering.comment(new, visible_post(new, answer_id), question_by_id(question_id), body="Me too")
    refused(
        world,
        "new",
        lambda new: answering.comment(new, visible_post(new, answer_id), question_by_id(question_id), body="Again"),
        TooMany,
    )


@pytest.mark.parametrize(("body", "error"), [("", Invalid), ("   \n", Invalid), ("x" * 30_001, Invalid)])
def test_a_text_has_words_and_an_end(world: World, body: str, error: type[Exception]) -> None:
    question_id, _answer_id = thread(world)
    refused(world, "ben", lambda ben: make.answer(ben, question_by_id(question_id), body), error)


# Editing


def test_an_edit_is_a_revision(world: World) -> None:
    _question_id, answer_id = thread(world)
    with world.acting("ben") as ben:
        assert answering.edit(ben, visible_post(ben, answer_id), body="Better words.", reason="clearer")
        assert not answering.edit(ben, visible_post(ben, answer_id), body="Better words.")
    with world.looking():
        kept = db.session.scalars(select(Revision).where(Revision.post_id == answer_id).order_by(Revision.number)).all()
        assert [(one.number, one.reason) for one in kept] == [(1, ""), (2, "clearer")]
    assert events(world).count("question:edited") == 1


def test_others_posts_are_edited_by_moderators_with_a_reason(world: World) -> None:
    _question_id, answer_id = thread(world)
    refused(world, "eve", lambda eve: answering.edit(eve, visible_post(eve, answer_id), body="Mine now"))
    refused(world, "gus", lambda gus: answering.edit(gus, visible_post(gus, answer_id), body="Mine now"))
    refused(world, "mia", lambda mia: answering.edit(mia, visible_post(mia, answer_id), body="Mine now"), Invalid)
    with world.acting("mia") as mia:
        assert answering.edit(mia, visible_post(mia, answer_id), body="Without the name.", reason="a name in it")


def test_an_edit_in_between_is_not_overwritten(world: World) -> None:
    _question_id, answer_id = thread(world)
    with world.acting("ben") as ben:
        answering.edit(ben, visible_post(ben, answer_id), body="First", seen_revision=1)
    refused(
        world,
        "ben",
        lambda ben: answering.edit(ben, visible_post(ben, answer_id), body="Second", seen_revision=1),
        IllegalMove,
    )


def test_a_locked_thread_is_edited_by_moderators_alone(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("mia"):
        question_by_id(question_id).locked_at = clock.now()
    refused(world, "ben", lambda ben: answering.edit(ben, visible_post(ben, answer_id), body="Later"))
    with world.acting("mia") as mia:
        assert answering.edit(mia, visible_post(mia, answer_id), body="Tidied", reason="house rule 1")


# Withdrawing


def test_the_only_answer_withdrawn_gives_the_window_back(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("ben") as ben:
        answering.withdraw(ben, visible_answer(ben, answer_id))
    with world.looking():
        question = question_by_id(question_id)
        assert (question.state, question.owner_state, question.answers_count) == (State.OPEN, Owner.COMMUNITY, 0)
    with world.acting("ben") as ben:
        answering.undo_withdraw(ben, visible_answer(ben, answer_id))
    with world.looking():
        question = question_by_id(question_id)
        assert (question.state, question.owner_state, question.answers_count) == (State.ANSWERED, Owner.ASKER, 1)


def test_another_answer_still_awaits_the_asker(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("eve") as eve:
        make.answer(eve, question_by_id(question_id))
    with world.acting("ben") as ben:
        answering.withdraw(ben, visible_answer(ben, answer_id))
    with world.looking():
        assert question_by_id(question_id).owner_state is Owner.ASKER


def test_nobody_puts_back_what_a_moderator_hid(world: World) -> None:
    _question_id, answer_id = thread(world)
    with world.acting("mia") as mia:
        visible_answer(mia, answer_id).standing = Standing.HIDDEN
    refused(world, "ben", lambda ben: answering.undo_withdraw(ben, visible_answer(ben, answer_id)), IllegalMove)
    refused(world, "ben", lambda ben: answering.withdraw(ben, visible_answer(ben, answer_id)), IllegalMove)
    refused(world, "ann", lambda ann: visible_answer(ann, answer_id), Unseen)


def test_only_ones_own_is_withdrawn(world: World) -> None:
    question_id, answer_id = thread(world)
    refused(world, "ann", lambda ann: answering.withdraw(ann, visible_answer(ann, answer_id)))
    refused(world, "mia", lambda mia: asking.withdraw(mia, question_by_id(question_id)))


def test_a_question_is_withdrawn_and_put_back(world: World) -> None:
    question_id, _answer_id = thread(world)
    with world.acting("ann") as ann:
        asking.withdraw(ann, question_by_id(question_id))
    with world.looking():
        question = question_by_id(question_id)
        assert (question.owner_state, question.standing) == (None, Standing.WITHDRAWN)
    with world.acting("ann") as ann:
        asking.undo_withdraw(ann, question_by_id(question_id))
    with world.looking():
        question = question_by_id(question_id)
        assert question.owner_state is not None
        assert question.is_visible
    refused(world, "ann", lambda ann: asking.undo_withdraw(ann, question_by_id(question_id)), IllegalMove)


# The asker's word


def test_two_acceptances_and_taking_them_back(world: World) -> None:
    question_id, first = thread(world)
    with world.acting("eve") as eve:
        second = make.answer(eve, question_by_id(question_id)).id
    with world.acting("ann") as ann:
        for number in (first, second, second):
            accepting.accept(ann, visible_answer(ann, number))
    with world.acting("ann") as ann:
        accepting.undo_acceptance(ann, visible_answer(ann, first))
    with world.looking():
        assert question_by_id(question_id).state is State.SOLVED
    with world.acting("ann") as ann:
        accepting.undo_acceptance(ann, visible_answer(ann, second))
    with world.looking():
        question = question_by_id(question_id)
        assert (question.state, question.owner_state) == (State.ANSWERED, Owner.ASKER)
        assert db.session.scalar(select(func.count()).select_from(Acceptance)) == 2
    refused(world, "ann", lambda ann: accepting.undo_acceptance(ann, visible_answer(ann, second)), IllegalMove)


@pytest.mark.parametrize("name", ["ben", "eve", "gus", "mia", "ada"])
def test_nobody_accepts_in_place_of_a_present_asker(world: World, name: str) -> None:
    _question_id, answer_id = thread(world)
    refused(world, name, lambda person: accepting.accept(person, visible_answer(person, answer_id), reason="Mine"))
    refused(world, name, lambda person: accepting.did_not_help(person, visible_answer(person, answer_id)))


def test_staff_accept_for_an_absent_asker_with_a_reason(world: World) -> None:
    with clock.at(clock.now() - timedelta(days=8)):
        question_id, answer_id = thread(world)
    refused(world, "gus", lambda gus: accepting.accept(gus, visible_answer(gus, answer_id)), Invalid)
    with world.acting("gus") as gus:
        accepting.accept(gus, visible_answer(gus, answer_id), reason="Confirmed by phone.")
    with world.looking():
        one = db.session.scalars(select(Acceptance)).one()
        assert (one.by_staff, one.reason) == (True, "Confirmed by phone.")
        assert question_by_id(question_id).state is State.SOLVED


def test_did_not_help_gives_the_window_back(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("ann") as ann:
        accepting.did_not_help(ann, visible_answer(ann, answer_id))
        accepting.did_not_help(ann, visible_answer(ann, answer_id))
    with world.looking():
        assert question_by_id(question_id).owner_state is Owner.COMMUNITY
    assert events(world).count("question:did_not_help") == 1
    with world.acting("ann") as ann:
        accepting.accept(ann, visible_answer(ann, answer_id))
    refused(world, "ann", lambda ann: accepting.did_not_help(ann, visible_answer(ann, answer_id)), IllegalMove)


def test_reopening_undoes_what_was_accepted(world: World) -> None:
    question_id, answer_id = thread(world)
    refused(world, "ann", lambda ann: asking.reopen(ann, question_by_id(question_id)))
    with world.acting("ann") as ann:
        accepting.accept(ann, visible_answer(ann, answer_id))
    refused(world, "ben", lambda ben: asking.reopen(ben, question_by_id(question_id)))
    with world.acting("ann") as ann:
        asking.reopen(ann, question_by_id(question_id), reason="It is back.")
    with world.looking():
        answer = visible_answer(world.person("ann"), answer_id)
        assert (answer.question.state, answer.accepted_at) == (State.OPEN, None)
    with world.acting("ann") as ann:
        accepting.accept(ann, visible_answer(ann, answer_id))
    with world.looking():
        assert question_by_id(question_id).state is State.SOLVED


def test_reopening_has_an_end(world: World) -> None:
    with clock.at(clock.now() - timedelta(days=15)):
        question_id, answer_id = thread(world)
        with world.acting("ann") as ann:
            accepting.accept(ann, visible_answer(ann, answer_id))
    refused(world, "ann", lambda ann: asking.reopen(ann, question_by_id(question_id)))


# Votes, following, calling staff


def test_a_vote_is_one(world: World) -> None:
    _question_id, answer_id = thread(world)
    for _ in range(3):
        with world.acting("ann") as ann:
            following.vote(ann, visible_post(ann, answer_id))
    with world.looking():
        assert visible_answer(world.person("ann"), answer_id).votes == 1
        assert db.session.scalar(select(func.count()).select_from(Vote)) == 1
    for _ in range(2):
        with world.acting("ann") as ann:
            following.undo_vote(ann, visible_post(ann, answer_id))
    with world.looking():
        assert visible_answer(world.person("ann"), answer_id).votes == 0
    assert events(world).count("question:voted") == 1


@pytest.mark.parametrize("name", ["ben", "gus", "lea", "mia", "ada"])
def test_neither_authors_nor_staff_vote(world: World, name: str) -> None:
    _question_id, answer_id = thread(world)
    refused(world, name, lambda person: following.vote(person, visible_post(person, answer_id)))


def test_having_it_too_counts_once_and_follows(world: World) -> None:
    question_id, _answer_id = thread(world)
    for _ in range(2):
        with world.acting("ben") as ben:
            following.say_too(ben, question_by_id(question_id))
    with world.looking():
        assert question_by_id(question_id).too_count == 1
        assert db.session.get(Subscription, (question_id, world.ids["ben"]))
    with world.acting("ben") as ben:
        following.undo_too(ben, question_by_id(question_id))
        following.undo_too(ben, question_by_id(question_id))
    with world.looking():
        assert question_by_id(question_id).too_count == 0
        assert not db.session.get(MeToo, (question_id, world.ids["ben"]))
    refused(world, "ann", lambda ann: following.say_too(ann, question_by_id(question_id)))


def test_a_suspended_member_reads_and_stops_following(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("ann") as ann:
        ann.suspended_until = clock.now() + timedelta(days=1)
    for act in (
        lambda ann: accepting.accept(ann, visible_answer(ann, answer_id)),
        lambda ann: following.vote(ann, visible_post(ann, answer_id)),
        lambda ann: make.answer(ann, question_by_id(question_id)),
        lambda ann: answering.edit(ann, question_by_id(question_id), body="Hm", title="Hm"),
        lambda ann: asking.withdraw(ann, question_by_id(question_id)),
        lambda ann: following.follow(ann, question_by_id(question_id)),
    ):
        refused(world, "ann", act)
    with world.acting("ann") as ann:
        following.unfollow(ann, question_by_id(question_id))


def test_others_say_that_it_needs_staff(world: World) -> None:
    question_id, _answer_id = thread(world)
    refused(world, "ann", lambda ann: following.say_needs_staff(ann, question_by_id(question_id), reason="I want it"))
    refused(world, "ben", lambda ben: following.say_needs_staff(ben, question_by_id(question_id), reason=" "), Invalid)
    with world.acting("ben") as ben:
        following.say_needs_staff(ben, question_by_id(question_id), reason="Needs the order number.")
        following.say_needs_staff(ben, question_by_id(question_id), reason="Needs the order number.")
    with world.looking():
        assert db.session.scalar(select(func.count()).select_from(NeedsStaff)) == 1


# Reading


def test_a_thread_is_read_whole(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("eve") as eve:
        answering.comment(eve, visible_post(eve, answer_id), question_by_id(question_id), body="Which profile?")
        answering.comment(eve, question_by_id(question_id), question_by_id(question_id), body="Since when?")
        following.vote(eve, visible_post(eve, answer_id))
    with world.looking():
        read = read_thread(world.person("eve"), question_id)
        assert [said.post.id for said in read.answers] == [answer_id]
        assert [one.shown.text for one in read.answers[0].comments] == ["Which profile?"]
        assert [one.shown.text for one in read.said.comments] == ["Since when?"]
        assert read.beside.mine.votes == {answer_id}
        assert read.newest_id == max(read.said.comments[0].post.id, read.answers[0].comments[0].post.id)
        assert count_newer(world.person("ann"), question_id, answer_id) == 2
        assert count_newer(world.person("eve"), question_id, answer_id) == 0


def test_hidden_posts_are_read_by_author_and_moderators(world: World) -> None:
    question_id, answer_id = thread(world)
    with world.acting("mia"):
        db.session.get(Answer, answer_id).standing = Standing.HIDDEN  # type: ignore[union-attr]
    with world.looking():
        seen = {
            name: [said.shown.text for said in read_thread(world.person(name), question_id).answers]
            for name in ("ann", "eve", "gus", "ben", "mia", "ada")
        }
    assert {name for name, texts in seen.items() if texts} == {"ben", "mia", "ada"}
