"""Claims in what people write: found as it is published, decided by a person, never by the author."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activity.models import Event
from app.catalogue.models import Lot
from app.claims import actions
from app.claims.models import Flag, FlagState
from app.claims.queries import flag_for, still_stands, waiting_flags
from app.decisions.actions import decide
from app.decisions.models import Measure
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import DomainError, IllegalMove, Invalid, Refused, Unseen
from app.labels.actions import lift, status_of
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.labels.presenting import present_one
from app.posts.models import Post
from app.questions.actions.answering import comment, edit
from app.questions.queries import question_by_id, visible_answer
from tests import make
from tests.world import World

CLAIM = "All X200 routers of this batch are defective."
TEXT = f"I had the same. {CLAIM} Mine came back after a restart."


def one_flag() -> Flag:
    return db.session.scalars(select(Flag)).one()


def the(post_id: int) -> Post:
    return db.session.get_one(Post, post_id)


@pytest.fixture
def flagged(world: World) -> int:
    """Ben's answer that makes a claim; the number of its flag."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        make.answer(world.person("ben"), question, body=TEXT)
        return one_flag().id


def flag(world: World, name: str, flag_id: int) -> Flag:
    return flag_for(world.person(name), flag_id)


def test_a_claim_is_marked_in_the_moment_it_is_published(world: World, flagged: int) -> None:
    with world.acting("ann") as ann:
        found = one_flag()
        assert (found.sentence, found.state, found.flagged_by_id) == (CLAIM, FlagState.WAITING, None)
        assert {hit["kind"]: hit["weight"] for hit in found.hits} == {"generalisation": 2, "defect": 2}
        assert ["defective"] in [hit["words"] for hit in found.hits]
        shown = present_one(visible_answer(ann, found.post_id))
        assert shown.label.status is Status.UNOFFICIAL
        assert shown.label.provisional
        assert [note.sentence for note in shown.notes] == [CLAIM]
        event = db.session.scalars(select(Event).where(Event.kind == "claim:flagged")).one()
        assert "defective" not in str(event.data)


def test_title_question_and_comment_are_looked_at_too(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann, title=CLAIM, body="Acme support confirmed that every X200 catches fire.")
        comment(world.person("ben"), question, question, body="Every X200 is defective.")
        assert len(db.session.scalars(select(Flag)).all()) == 3
        assert status_of(question) is Status.UNOFFICIAL


def test_a_lot_of_the_catalogue_is_known_by_its_name(world: World) -> None:
    with world.acting("ann") as ann:
        db.session.add(Lot(product_id=make.product().id, name="L2409"))
        db.session.flush()
        make.question(ann, body="Support told me that L2409 is being recalled.")
        assert one_flag().sentence == "Support told me that L2409 is being recalled."


def test_what_the_company_wrote_is_not_looked_at(world: World) -> None:
    with world.acting("gus") as gus:
        posted = make.answer(gus, make.question(world.person("ann")), body=CLAIM)
        assert db.session.scalars(select(Flag)).all() == []
        assert status_of(posted) is Status.STAFF_VERIFIED


def test_an_edit_adds_flags_and_takes_none_away(world: World, flagged: int) -> None:
    with world.acting("ben") as ben:
        posted = visible_answer(ben, one_flag().post_id)
        edit(ben, posted, body=f"{TEXT} Please help.")
        assert one_flag().state is FlagState.WAITING, "the same sentence is one claim"
        edit(ben, posted, body="Every X200 catches fire.")
        first, second = db.session.scalars(select(Flag).order_by(Flag.id)).all()
        assert not still_stands(flag(world, "mia", first.id))
        assert still_stands(flag(world, "mia", second.id))
        assert status_of(the(posted.id)) is Status.UNOFFICIAL


def test_confirmed_it_is_no_longer_provisional(world: World, flagged: int) -> None:
    with world.acting("mia") as mia:
        actions.confirm(mia, flag_for(mia, flagged), reason="No recall is published.")
        row = db.session.get_one(LabelRow, one_flag().post_id)
        assert (row.status, row.provisional) == (Status.UNOFFICIAL, False)
        assert waiting_flags(mia) == []


def test_cleared_the_mark_goes_and_the_sentence_is_left_in_peace(world: World, flagged: int) -> None:
    with world.acting("gus") as gus:
        actions.clear(gus, flag_for(gus, flagged), reason="It is true.")
    with world.acting("ben") as ben:
        posted = visible_answer(ben, one_flag().post_id)
        assert (present_one(posted).label.status, present_one(posted).notes) == (Status.UNREVIEWED, ())
        edit(ben, posted, body=f"{TEXT} Thanks!")
        assert one_flag().state is FlagState.CLEARED


def test_disputed_with_a_time_then_corrected_with_a_fact(world: World, flagged: int) -> None:
    with world.acting("mia") as mia:
        actions.dispute(mia, flag_for(mia, flagged), update_by=now() + timedelta(days=2), reason="Two reports differ.")
        assert status_of(the(one_flag().post_id)) is Status.DISPUTED
        actions.correct(mia, flag_for(mia, flagged), fact="No lot is defective.", reason="Laboratory report")
        shown = present_one(visible_answer(mia, one_flag().post_id))
        assert str(shown.label.text) == "Acme's correction: No lot is defective. Original below"
        assert str(shown.notes[0].text) == "Acme's correction: No lot is defective."
        with pytest.raises(IllegalMove):
            actions.clear(mia, flag_for(mia, flagged), reason="After all")


@pytest.mark.parametrize(
    ("name", "act", "error"),
    [
        ("ben", "confirm", Unseen),
        ("eve", "clear", Unseen),
        ("ann", "clear", Unseen),
        ("ada", "correct", Refused),
    ],
)
def test_who_may_not_decide(world: World, flagged: int, name: str, act: str, error: type[DomainError]) -> None:
    given = {"reason": "Because."} | ({"fact": "It is not so."} if act == "correct" else {})
    with world.acting(name) as person, pytest.raises(error):
        getattr(actions, act)(person, flag(world, "mia", flagged), **given)


def test_nobody_decides_on_their_own_claim(world: World) -> None:
    with world.acting("mia") as mia:
        make.question(mia, body=CLAIM)
        with pytest.raises(Refused):
            actions.clear(mia, flag_for(mia, one_flag().id), reason="I know.")


def test_a_decision_needs_a_reason_and_is_taken_once(world: World, flagged: int) -> None:
    with world.acting("mia") as mia:
        with pytest.raises(Invalid):
            actions.confirm(mia, flag_for(mia, flagged), reason=" ")
        actions.confirm(mia, flag_for(mia, flagged), reason="No source.")
    with world.acting("gus") as gus, pytest.raises(IllegalMove):
        actions.confirm(gus, flag_for(gus, flagged), reason="No source.")


def test_an_expert_flags_a_sentence_by_hand(world: World) -> None:
    with world.acting("ann") as ann:
        post_id = make.answer(world.person("ben"), make.question(ann), body="It never worked. Return it.").id
    with world.acting("eve") as eve:
        actions.flag_by_hand(eve, the(post_id), sentence="It never worked.", reason="No source")
        assert not db.session.get_one(LabelRow, post_id).provisional
        with pytest.raises(IllegalMove):
            actions.flag_by_hand(eve, the(post_id), sentence="It never worked.", reason="Again")
        with pytest.raises(Invalid):
            actions.flag_by_hand(eve, the(post_id), sentence="Never written.", reason="Wrong")
    with world.acting("ann") as ann, pytest.raises(Refused):
        actions.flag_by_hand(ann, the(post_id), sentence="Return it.", reason="No")


def test_lifting_the_label_answers_the_flag(world: World, flagged: int) -> None:
    with world.acting("mia") as mia:
        lift(mia, the(one_flag().post_id), reason="All is well.")
        assert one_flag().state is FlagState.CLEARED
        assert waiting_flags(mia) == []


def test_personal_data_is_cut_from_the_copies_too(world: World) -> None:
    with world.acting("ann") as ann:
        posted = make.question(ann, body="Support of Mr Rossi told me that all X200 are defective.")
        assert "Rossi" in one_flag().sentence
        decide(
            world.person("mia"),
            question_by_id(posted.id),
            measure=Measure.REMOVE_PERSONAL_DATA,
            reason="A name.",
            cuts=["Mr Rossi"],
        )
        db.session.flush()
        assert "Rossi" not in one_flag().sentence + str(one_flag().hits)
