"""What people do not find: counted once for the same words, told to everybody who asked."""

import pytest
from sqlalchemy import select

from app.accounts.actors import Guest
from app.activity.models import Event
from app.extensions import db
from app.kit import edge
from app.kit.errors import IllegalMove, Invalid, TooMany, Unseen
from app.knowledge.actions.gap_ends import close_gaps
from app.knowledge.actions.gaps import record_zero_results, report_gap
from app.knowledge.gap_queries import reporters_to_tell
from app.knowledge.gap_words import normal_words
from app.knowledge.models import ContentGap
from app.knowledge.open_gaps import open_clusters
from app.knowledge.states import GapKind
from tests.knowledge import making
from tests.world import World


def test_the_same_words_are_one_gap_and_each_reporter_is_kept(world: World) -> None:
    with world.acting("ann") as ann:
        report_gap(ann, words="eSIM on a watch", text="Same number?")
        report_gap(ann, words="esim  on a WATCH!")
        report_gap(Guest(), words="Esim on a watch", email="reader@example.org")
        report_gap(Guest(), words="esim on a watch")
    with world.looking():
        gap = db.session.scalars(select(ContentGap)).one()
        assert (gap.times, gap.words) == (4, "eSIM on a watch")
        assert [(r.user_id, r.email) for r in reporters_to_tell([gap.id])] == [
            (world.ids["ann"], ""), (None, "reader@example.org"),
        ]  # fmt: skip
        events = db.session.scalars(select(Event).where(Event.kind == "gap:reported")).all()
        assert len(events) == 4
        assert not any("example.org" in str(event.data) or "watch" in str(event.data) for event in events)


def test_a_search_without_results_is_noted_without_anybody(world: World) -> None:
    with world.app.app_context(), edge.transaction():
        record_zero_results("bedtime schedule", "en")
        record_zero_results("Bedtime  schedule", "en")
        record_zero_results("x", "en")
        record_zero_results("?!", "en")
        record_zero_results("w" * 5000, "it")
    with world.looking():
        gaps = db.session.scalars(select(ContentGap).order_by(ContentGap.id)).all()
        assert [(gap.kind, gap.times) for gap in gaps] == [(GapKind.ZERO_RESULTS, 2), (GapKind.ZERO_RESULTS, 1)]
        assert reporters_to_tell([gaps[0].id]) == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": "ab"}, "words"),
        ({"words": "?!…"}, "words"),
        ({"words": "w" * 201}, "words"),
        ({"words": "fine words", "text": "t" * 2001}, "text"),
        ({"words": "fine words", "email": "nobody"}, "email"),
        ({"words": "fine words", "email": "a@b.example\nBcc: c@d.example"}, "email"),
    ],
)
def test_what_is_not_taken(world: World, given: dict[str, str], field: str) -> None:
    with world.acting("ann"), pytest.raises(Invalid) as refused:
        report_gap(Guest(), **given)
    assert refused.value.field == field
    with world.looking():
        assert db.session.scalars(select(ContentGap)).all() == []


def test_a_member_tells_ten_an_hour(world: World) -> None:
    with world.acting("ann") as ann:
        for number in range(10):
            report_gap(ann, words=f"thing number {number}")
        with pytest.raises(TooMany):
            report_gap(ann, words="one more thing")


def test_closing_with_an_article_or_a_reasoned_no(world: World) -> None:
    article_id = making.published(world)
    with world.acting("ann") as ann:
        gap_id = report_gap(ann, words="line profile").id
        other_id = report_gap(ann, words="moon reception").id
    with world.acting("eve") as eve:
        gap = db.session.get_one(ContentGap, gap_id)
        with pytest.raises(Invalid):
            close_gaps(eve, [gap])
        close_gaps(eve, [gap], article=making.the(article_id))
        close_gaps(eve, [db.session.get_one(ContentGap, other_id)], answer="There is none on the moon.")
        with pytest.raises(IllegalMove):
            close_gaps(eve, [gap], answer="again")
    with world.looking():
        events = db.session.scalars(select(Event).where(Event.kind == "gap:closed").order_by(Event.id)).all()
        assert [(event.subject_id, event.data) for event in events] == [
            (gap_id, {"article": article_id, "together": [gap_id]}), (other_id, {"article": None, "together": [other_id]}),
        ]  # fmt: skip
    with world.acting("ben") as ben:
        again = report_gap(ben, words="line profile")
        assert (again.id != gap_id, again.times) == (True, 1)


@pytest.mark.parametrize("who", ["ann", "mia"])
def test_who_is_no_editor_sees_no_gap(world: World, who: str) -> None:
    with world.acting("ann") as ann:
        gap_id = report_gap(ann, words="line profile").id
    with world.acting(who) as person:
        with pytest.raises(Unseen):
            close_gaps(person, [db.session.get_one(ContentGap, gap_id)], answer="no")
        with pytest.raises(Unseen):
            open_clusters(person)


def test_a_draft_does_not_close_a_gap(world: World) -> None:
    article_id = making.drafted(world)
    with world.acting("gus") as gus:
        gap = report_gap(gus, words="line profile")
        with pytest.raises(Invalid):
            close_gaps(gus, [gap], article=making.the(article_id))


def test_same_words() -> None:
    assert normal_words("  Città: Wi-Fi LENTO?? ") == "citta wi fi lento"
    assert normal_words("—!") == ""
    assert len(normal_words("ab " * 500)) <= 200
