"""Two operators, one voice: what was said before is shown, and a new official answer says what it is to it."""

import re

import pytest

from app.extensions import db
from app.kit.errors import Invalid
from app.labels.actions import status_of
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.one_voice.actions import speak_officially
from app.one_voice.models import OfficialStance
from app.one_voice.queries import said_before
from app.one_voice.states import Stance
from app.questions.actions.official import active_official_answer
from app.questions.queries import question_by_id, visible_answer
from app.search.index import rebuild
from tests import make
from tests.visiting import Visitor
from tests.world import World

GIVEN = {"scope": "Router X200", "evidence": "Release notes 4.2"}


@pytest.fixture
def earlier(world: World) -> int:
    """An official answer of another thread about the same thing; indexed."""
    with world.acting("ann") as ann:
        posted = make.answer(world.person("sam"), make.question(ann), body="Set the line profile to stable.").id
    with world.acting("sam") as sam:
        assert speak_officially(sam, visible_answer(sam, posted), **GIVEN) is None
    with world.acting("ada"):
        rebuild()
    return posted


def asked_again(world: World, **given: object) -> tuple[int, int]:
    """(question, sam's answer to it)."""
    with world.acting("ben") as ben:
        asked = make.question(ben, title="The router drops my line in the evening", **given)
        return asked.id, make.answer(world.person("sam"), asked, body="Since 4.2 use the profile called automatic.").id


def test_only_the_same_matter_and_product(world: World, earlier: int) -> None:
    question, _answer = asked_again(world)
    other, _other = asked_again(world, body="How do I order a printed invoice?", product=None)
    with world.looking():
        sam = world.person("sam")
        assert [one.id for one in said_before(sam, question_by_id(question))] == [earlier]
        own = visible_answer(sam, earlier).question
        assert said_before(sam, own) == []
    assert other


def test_it_has_to_be_said_what_it_is(world: World, earlier: int) -> None:
    _question, posted = asked_again(world)
    with world.acting("sam") as sam:
        with pytest.raises(Invalid) as asked:
            speak_officially(sam, visible_answer(sam, posted), **GIVEN)
        assert asked.value.field == "stance"
        with pytest.raises(Invalid) as which:
            speak_officially(sam, visible_answer(sam, posted), **GIVEN, stance=Stance.SUPERSEDES, earlier_id=99)
        assert which.value.field == "earlier"


def test_consistent_leaves_both(world: World, earlier: int) -> None:
    _question, posted = asked_again(world)
    with world.acting("sam") as sam:
        speak_officially(sam, visible_answer(sam, posted), **GIVEN, stance=Stance.CONSISTENT)
    with world.looking():
        row = db.session.query(OfficialStance).one()
        assert (row.answer_id, row.earlier_id, row.stance) == (posted, earlier, Stance.CONSISTENT)
        assert {status_of(visible_answer(world.person("ann"), one)) for one in (posted, earlier)} == {Status.OFFICIAL}


def test_superseding_takes_the_voice_from_the_other_thread(world: World, earlier: int) -> None:
    question, posted = asked_again(world)
    with world.acting("sam") as sam:
        given = {**GIVEN, "stance": Stance.SUPERSEDES, "earlier_id": earlier}
        speak_officially(sam, visible_answer(sam, posted), **given)
    with world.looking():
        old = visible_answer(world.person("ann"), earlier)
        assert active_official_answer(old.question) is None
        label = db.session.get_one(LabelRow, earlier)
        assert label.status is Status.CORRECTED
        assert f"/posts/{posted}" in label.fact
        active = active_official_answer(question_by_id(question))
        assert active is not None
        assert (active.id, active.supersedes_id) == (posted, earlier)


def test_the_composer_shows_it_and_asks(world: World, visitor: Visitor, earlier: int) -> None:
    _question, posted = asked_again(world)
    visitor.signed_in_as(world.email("sam"))
    page = visitor.text(f"/posts/{posted}/label?act=official")
    assert "has said officially in the same matter" in page
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen
    form = {"scope": "X200", "versions": "", "evidence": "Notes", "expires": "", "seen": seen[1]}
    sent = visitor.post(f"/posts/{posted}/label/official", form)
    assert sent.status_code == 422
    assert "what was said before" in sent.get_data(as_text=True)
    done = visitor.post(f"/posts/{posted}/label/official", {**form, "stance": "supersedes", "earlier": str(earlier)})
    assert done.status_code == 302
