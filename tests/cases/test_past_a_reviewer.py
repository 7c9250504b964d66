"""By no way does somebody in training reach a customer unread; and what came back is offered until it is written anew."""

import pytest

from app.accounts.queries import actor
from app.cases.actions.experts import ask_expert
from app.cases.actions.returning import ask_return
from app.cases.coaching.actions import begin_training, give_back, hand_in, send, take_reply_back
from app.cases.coaching.models import Way
from app.cases.coaching.permissions import can_send_unseen, looked_over
from app.cases.coaching.queries import waiting_reply
from app.cases.customer.experts import topics_of
from app.cases.queries import visible_case
from app.extensions import db
from app.kit.errors import Refused
from app.posts.models import Post
from app.questions.actions.answering import edit
from app.questions.queries import question_by_id
from tests import make
from tests.cases.private import called, signed_in
from tests.cases.test_coached_case_moves import merged, two_of_a_learner
from tests.cases.test_coaching import handed_in, learning_case
from tests.world import World

RETURNED, NOT_SENT = "Your reply was returned:", "Your reply was not sent."


def returned(world: World, reference: str) -> str:
    waiting = handed_in(world, reference)
    with world.acting("sam") as sam:
        give_back(sam, waiting_reply(waiting), reason="Ask for the colour first.")
    return waiting


def test_what_was_written_anew_does_not_come_back_again(world: World) -> None:
    reference = learning_case(world)
    returned(world, reference)
    gus, path = signed_in(world, "gus"), f"/cases/{reference}"
    assert RETURNED in gus.text(path)
    anew = handed_in(world, reference)
    assert RETURNED not in gus.text(path)
    with world.acting("sam") as sam:
        send(sam, waiting_reply(anew), body="Which colour is it?")
    assert RETURNED not in gus.text(path)
    returned(world, reference)
    assert RETURNED in gus.text(path), "the next one does"


def test_what_was_taken_back_is_found_in_the_case_to_be_written_anew(world: World) -> None:
    reference = learning_case(world)
    waiting = handed_in(world, reference)
    with world.acting("gus") as gus:
        take_reply_back(gus, waiting_reply(waiting))
    gus, again = signed_in(world, "gus"), f"/cases/{reference}?to=reply&again={waiting}"
    page = gus.text(f"/cases/{reference}").replace("&amp;", "&")
    assert NOT_SENT in page
    assert again in page
    assert "Try the other cable.</textarea>" in gus.text(again).replace("\n", "").replace("\r", "")
    assert NOT_SENT not in signed_in(world, "lea").text(f"/cases/{reference}"), "it is its author's alone"


def test_one_s_own_merge_leaves_the_second_to_be_written_anew(world: World) -> None:
    """Though the first, which was written before, is sent after."""
    stays, goes = two_of_a_learner(world)
    first = handed_in(world, stays)
    with world.acting("gus") as gus:
        second = hand_in(gus, visible_case(gus, goes), way=Way.PRIVATE, body="The second").reference
    merged(world, goes, stays)
    with world.acting("sam") as sam:
        send(sam, waiting_reply(first), body="The first")
    assert f"again={second}" in signed_in(world, "gus").text(f"/cases/{stays}")


def test_no_reason_of_theirs_is_read_by_the_customer(world: World) -> None:
    reference = learning_case(world)
    with world.acting("gus") as gus:
        case = called(reference)
        with pytest.raises(Refused, match="in training"):
            ask_return(gus, case, reason="Members know this")
        with pytest.raises(Refused, match="in training"):
            ask_expert(gus, case, world.person("eve"), reason="She knows", topics=topics_of(case))


def test_what_was_looked_over_is_not_changed_after(world: World) -> None:
    waiting = handed_in(world, learning_case(world), Way.PUBLIC)
    with world.acting("lea") as lea:
        post_id = send(lea, waiting_reply(waiting), body="Try the other cable.").id
    with world.acting("gus") as gus:
        post = db.session.get_one(Post, post_id)
        with pytest.raises(Refused, match="in training"):
            edit(gus, post, body="Throw it away.")
        own = make.question(gus)
        assert edit(gus, own, body="My own question, said better."), "as a member they write as always"
        assert question_by_id(own.id).source == "My own question, said better."


def test_that_one_s_words_were_looked_over_says_nothing_of_another_s(world: World) -> None:
    with world.acting("lea") as lea:
        for name in ("gus", "sam"):
            begin_training(lea, world.person(name))
    with world.looking(), looked_over.of(world.ids["gus"]):
        assert can_send_unseen(actor(world.ids["gus"]))
        assert not can_send_unseen(actor(world.ids["sam"]))
