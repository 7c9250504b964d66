"""Changes of labels: who may, what is written down, what stays on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.accounts.models import Expertise
from app.activity.models import Event
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused
from app.labels.actions import (
    confirm_mark,
    correct,
    dispute,
    doubt,
    lift,
    make_official,
    mark_unofficial,
    note_removal,
    note_restored,
    set_label,
    standing_marks,
    status_of,
    verify,
)
from app.labels.algebra import Status
from app.labels.events import LabelEvent
from app.labels.jobs import expire
from app.labels.models import LabelChange, LabelRow
from app.labels.presenting import present_one
from app.labels.versions import names_version
from app.posts.models import Post
from app.questions.actions.answering import edit
from app.questions.queries import visible_answer
from tests import make
from tests.world import World

FIRST, SECOND = "All X200 are defective.", "Every X200 will be recalled."


@pytest.fixture
def posted(world: World) -> int:
    """Ben's answer to Ann's question, with two sentences that claim something."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        return make.answer(world.person("ben"), question, body="Restart the router. It helped me.").id


def the(post_id: int) -> Post:
    return db.session.get_one(Post, post_id)


def changes(post_id: int) -> list[tuple[str, str]]:
    rows = db.session.scalars(select(LabelChange).where(LabelChange.post_id == post_id).order_by(LabelChange.id))
    return [(row.before.value, row.after.value) for row in rows]


def test_staff_confirm_a_members_answer(world: World, posted: int) -> None:
    with world.acting("gus") as gus:
        verify(gus, the(posted), scope="Router X200", evidence="Tested in the laboratory", versions="firmware 4.1")
    with world.acting("ann") as ann:
        label = present_one(visible_answer(ann, posted)).label
        assert (label.status, label.scope, label.evidence) == (
            Status.STAFF_VERIFIED,
            "Router X200",
            "Tested in the laboratory",
        )
        assert label.is_for("firmware 4.1")
        assert not label.is_for("firmware 4.2")
        assert changes(posted) == [("unreviewed", "staff_verified")]
        event = db.session.scalars(select(Event).where(Event.kind == LabelEvent.VERIFIED)).one()
        assert event.data == {"before": "unreviewed", "after": "staff_verified"}


@pytest.mark.parametrize("name", ["ann", "ben", "eve", "mia", "ada"])
def test_only_agents_and_leads_confirm(world: World, posted: int, name: str) -> None:
    with world.acting(name) as person, pytest.raises(Refused):
        verify(person, the(posted), scope="X200", evidence="I know")


@pytest.mark.parametrize("days", [-1, 181])
def test_a_confirmation_ends_within_180_days(world: World, posted: int, days: int) -> None:
    with world.acting("gus") as gus, pytest.raises(Invalid) as refused:
        verify(gus, the(posted), scope="X200", evidence="Test", expires_at=now() + timedelta(days=days))
    assert refused.value.field == "expires"


def test_a_members_answer_is_never_official(world: World, posted: int) -> None:
    with world.acting("sam") as sam, pytest.raises(Refused):
        make_official(sam, the(posted), scope="X200", evidence="Manual")
    with world.acting("sam") as sam, pytest.raises(Invalid):
        set_label(sam, the(posted), Status.OFFICIAL, LabelEvent.MADE_OFFICIAL)


def test_an_edit_takes_the_confirmation_and_leaves_the_caution(world: World, posted: int) -> None:
    with world.acting("gus") as gus:
        verify(gus, the(posted), scope="X200", evidence="Test")
    with world.acting("ben") as ben:
        edit(ben, visible_answer(ben, posted), body="Restart the router. It helped mee.")
        assert status_of(the(posted)) is Status.STAFF_VERIFIED
        edit(ben, visible_answer(ben, posted), body="Throw the router away and buy a new one.")
        assert status_of(the(posted)) is Status.UNREVIEWED
        assert "confirmed in an earlier version" in str(present_one(visible_answer(ben, posted)).label.text)
    with world.acting("mia") as mia:
        correct(mia, the(posted), fact="Restarting is enough.")
    with world.acting("ben") as ben:
        edit(ben, visible_answer(ben, posted), body="A text that has nothing to do with it.")
        assert status_of(the(posted)) is Status.CORRECTED


def test_a_confirmation_that_has_ended_is_written_down(world: World, posted: int) -> None:
    with world.acting("gus") as gus:
        verify(gus, the(posted), scope="X200", evidence="Test")
        db.session.get_one(LabelRow, posted).expires_at = now() - timedelta(minutes=1)
    with world.acting("ann") as ann:
        assert present_one(visible_answer(ann, posted)).label.status is Status.UNREVIEWED
        expire()
    with world.looking():
        row = db.session.get_one(LabelRow, posted)
        assert (row.status, row.earlier) == (Status.UNREVIEWED, True)


def test_detection_marks_provisionally_and_a_person_confirms(world: World, posted: int) -> None:
    with world.acting("ann"):
        mark_unofficial(SYSTEM, the(posted), sentence=FIRST, reason="claims", provisional=True)
        assert db.session.get_one(LabelRow, posted).provisional
    with world.acting("mia") as mia:
        confirm_mark(mia, the(posted), standing_marks(the(posted))[0], reason="No source.")
        assert not db.session.get_one(LabelRow, posted).provisional
    with world.acting("ann"):
        mark_unofficial(SYSTEM, the(posted), sentence=SECOND, reason="claims", provisional=True)
        assert not db.session.get_one(LabelRow, posted).provisional, "what a person confirmed is firm"


def test_a_sentence_has_one_mark(world: World, posted: int) -> None:
    with world.acting("mia") as mia:
        first = mark_unofficial(SYSTEM, the(posted), sentence=FIRST, reason="claims", provisional=True)
        again = mark_unofficial(mia, the(posted), sentence=FIRST, reason="no source", provisional=False)
        assert again.id == first.id
        assert not again.provisional


def test_a_post_is_as_doubtful_as_its_most_doubtful_sentence(world: World, posted: int) -> None:
    with world.acting("mia") as mia:
        post = the(posted)
        first = mark_unofficial(mia, post, sentence=FIRST, reason="no source", provisional=False)
        second = mark_unofficial(mia, post, sentence=SECOND, reason="no source", provisional=False)
        correct(mia, post, fact="None is.", mark=first)
        assert status_of(post) is Status.CORRECTED
        lift(mia, post, reason="It was right.", mark=first)
        assert status_of(post) is Status.UNOFFICIAL
        lift(mia, post, reason="This too.", mark=second)
        assert (status_of(post), standing_marks(post)) == (Status.UNREVIEWED, [])
        with pytest.raises(IllegalMove):
            lift(mia, post, reason="Nothing is left.")


def test_marking_does_not_soften_a_correction(world: World, posted: int) -> None:
    with world.acting("mia") as mia:
        correct(mia, the(posted), fact="None is.")
        mark_unofficial(SYSTEM, the(posted), sentence=FIRST, reason="claims", provisional=True)
        assert status_of(the(posted)) is Status.CORRECTED


def test_the_system_never_raises_what_is_disputed(world: World, posted: int) -> None:
    with world.acting("mia") as mia:
        dispute(mia, the(posted), update_by=now() + timedelta(days=1), evidence="Another report")
        with pytest.raises(IllegalMove):
            set_label(SYSTEM, the(posted), Status.UNREVIEWED, LabelEvent.EXPIRED)


@pytest.mark.parametrize("days", [-1, 8])
def test_a_dispute_says_until_when(world: World, posted: int, days: int) -> None:
    with world.acting("mia") as mia, pytest.raises(Invalid):
        dispute(mia, the(posted), update_by=now() + timedelta(days=days), evidence="Another report")


def test_two_experts_make_a_dispute(world: World, posted: int) -> None:
    with world.acting("new") as new:
        new.expertise.append(Expertise(tag_id=make.tag().id, until=now() + timedelta(days=9)))
    with world.acting("eve") as eve:
        assert not doubt(eve, the(posted), evidence="My log says otherwise")
        assert not doubt(eve, the(posted), evidence="And once more")
        assert status_of(the(posted)) is Status.UNREVIEWED
    with world.acting("new") as new:
        assert doubt(new, the(posted), evidence="Mine too")
    with world.looking():
        row = db.session.get_one(LabelRow, posted)
        assert (row.status, row.set_by_id) == (Status.DISPUTED, None)
        assert row.evidence == "And once more · Mine too"


def test_an_expert_speaks_for_their_topics_alone(world: World) -> None:
    with world.acting("ann") as ann:
        question = make.question(ann, tags=[make.tag("dsl")])
        post_id = make.answer(world.person("ben"), question).id
    with world.acting("eve") as eve:
        with pytest.raises(Refused):
            doubt(eve, the(post_id), evidence="No")
        with pytest.raises(Refused):
            mark_unofficial(eve, the(post_id), sentence=FIRST, reason="No", provisional=False)


def test_the_companys_word_is_no_unofficial_claim(world: World) -> None:
    with world.acting("gus") as gus:
        posted = make.answer(gus, make.question(world.person("ann")))
        with pytest.raises(Refused):
            mark_unofficial(world.person("mia"), posted, sentence=FIRST, reason="No", provisional=False)


def test_a_restored_post_has_the_label_it_had(world: World, posted: int) -> None:
    with world.acting("gus") as gus:
        verify(gus, the(posted), scope="X200", evidence="Test")
        note_removal(gus, the(posted), number=4, title="No ads", title_it="")
        note_restored(gus, the(posted))
        row = db.session.get_one(LabelRow, posted)
        assert (row.status, row.scope, row.rule_number) == (Status.STAFF_VERIFIED, "X200", None)
        assert changes(posted)[-2:] == [("staff_verified", "withdrawn"), ("withdrawn", "staff_verified")]


@pytest.mark.parametrize(
    ("versions", "version", "named"),
    [
        ("firmware 4.1, firmware 4.2", "firmware 4.2", True),
        ("4.1 and 4.2", "firmware 4.2", True),
        ("4.2.1", "firmware 4.2", False),
        ("Firmware 4.2", "firmware 4.2", True),
        ("4.1 e 4.2", "4.2", True),
        ("2024", "Model 2024", True),
        ("Model S", "Model", True),
        ("14.2", "4.2", False),
        ("4.2", "", False),
    ],
)
def test_a_version_is_named_by_its_whole_name_or_number(versions: str, version: str, named: bool) -> None:
    assert names_version(versions, version) is named
