"""Gaps about the same thing: listed, taken, answered and closed in one go."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.actors import Guest
from app.activity.models import Event
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Refused, Unseen
from app.knowledge.actions.gap_ends import assign_gaps, close_gaps, reopen_gap
from app.knowledge.actions.gaps import record_zero_results, report_gap
from app.knowledge.gap_queries import reporters_to_tell, whole_gaps
from app.knowledge.models import ContentGap
from app.knowledge.open_gaps import Cluster, Which, cluster_with, open_clusters, page_of, people_waiting
from app.knowledge.states import GapState
from tests.knowledge.conftest import Signed
from tests.world import World


@pytest.fixture
def watch(world: World) -> list[int]:
    """Three gaps about an eSIM on a watch, and one about something else."""
    with world.acting("ann") as ann:
        first = report_gap(ann, words="eSIM on a watch", text="Same number?").id
        other = report_gap(ann, words="moon reception").id
        second = report_gap(ann, words="esim apple watch").id
        report_gap(Guest(), words="esim apple watch", email="carla@example.net", language="it")
        report_gap(Guest(), words="esim on a watch", email="Carla@example.net")
        record_zero_results("Esim on a WATCH", "en")
    with world.looking():
        third = db.session.scalars(select(ContentGap.id).order_by(ContentGap.id.desc())).first()
    return [first, second, third or 0, other]


def gaps(ids: list[int]) -> list[ContentGap]:
    found = {gap.id: gap for gap in whole_gaps(ids)}
    return [found[each] for each in ids]


def the_cluster(world: World, ids: list[int]) -> Cluster:
    found = cluster_with(world.person("gus"), ids[1])
    assert found is not None
    return found


def test_they_stand_together_with_what_is_counted(world: World, watch: list[int]) -> None:
    with world.looking():
        clusters = open_clusters(world.person("gus"))
        assert [[gap.id for gap in one.gaps] for one in clusters] == [watch[:3], watch[3:]]
        one = clusters[0]
        assert (one.words, one.wordings, one.times) == ("eSIM on a watch", ["esim apple watch"], 5)
        assert people_waiting(clusters) == {watch[0]: 2, watch[3]: 1}
        assert not one.is_late


def test_everybody_is_told_once_of_all_that_is_closed_together(world: World, watch: list[int]) -> None:
    with world.acting("gus") as gus:
        close_gaps(gus, gaps(watch[:3]), answer="Not on watches.")
    with world.looking():
        events = db.session.scalars(select(Event).where(Event.kind == "gap:closed").order_by(Event.id)).all()
        assert [(event.subject_id, event.data["together"]) for event in events] == [(n, watch[:3]) for n in watch[:3]]
        told = reporters_to_tell(watch[:3])
        assert [(one.gap_id, one.user_id, one.email) for one in told] == [
            (watch[0], world.ids["ann"], ""), (watch[0], None, "Carla@example.net"),
        ]  # fmt: skip
        assert [one.id for one in open_clusters(world.person("gus"))] == watch[3:]


def test_taking_giving_back_and_assigning(world: World, watch: list[int]) -> None:
    with world.acting("gus") as gus:
        assign_gaps(gus, gaps(watch[:2]), to=gus)
        with pytest.raises(Refused, match="assign it to others"):
            assign_gaps(gus, gaps(watch[3:]), to=world.person("eve"))
    with world.acting("eve") as eve, pytest.raises(Refused, match="Somebody else"):
        assign_gaps(eve, gaps(watch[:3]), to=eve)
    with world.looking():
        one = the_cluster(world, watch)
        assert one.assignee_ids == {world.ids["gus"]}
        assert one.is_one_of(Which.MINE, world.ids["gus"])
        assert not one.is_one_of(Which.UNASSIGNED, None)
    with world.acting("lea") as lea:
        assign_gaps(lea, gaps(watch[:3]), to=world.person("eve"))
        with pytest.raises(Invalid, match="Only an editor"):
            assign_gaps(lea, gaps(watch[:3]), to=world.person("ann"))
    with world.acting("eve") as eve:
        assign_gaps(eve, gaps(watch[:3]), to=None)
    with world.looking():
        assert the_cluster(world, watch).is_one_of(Which.UNASSIGNED, None)
        events = db.session.scalars(select(Event).where(Event.kind == "gap:assigned").order_by(Event.id)).all()
        assert [(event.subject_id, event.data["to"]) for event in events] == [
            *((n, world.ids["gus"]) for n in watch[:2]), *((n, world.ids["eve"]) for n in watch[:3]),
            *((n, None) for n in watch[:3]),
        ]  # fmt: skip


@pytest.mark.parametrize("who", ["ann", "mia"])
def test_nobody_else_takes_or_opens_any(world: World, watch: list[int], who: str) -> None:
    with world.acting(who) as person:
        for attempt in (
            lambda: assign_gaps(person, gaps(watch), to=person),
            lambda: reopen_gap(person, gaps(watch)[0]),
        ):
            with pytest.raises(Unseen):
                attempt()


def test_a_closed_gap_is_opened_again_unless_the_words_came_back(world: World, watch: list[int]) -> None:
    with world.acting("gus") as gus:
        close_gaps(gus, gaps(watch), answer="No.")
        reopen_gap(gus, gaps(watch)[3])
        with pytest.raises(IllegalMove):
            reopen_gap(gus, gaps(watch)[3])
        report_gap(gus, words="esim on a watch")
        with pytest.raises(IllegalMove, match="same words"):
            reopen_gap(gus, gaps(watch)[0])
    with world.looking():
        gap = db.session.get_one(ContentGap, watch[3])
        assert (gap.state, gap.answer, gap.closed_at) == (GapState.OPEN, "", None)
        assert db.session.scalars(select(Event.subject_id).where(Event.kind == "gap:reopened")).all() == [watch[3]]


def test_late_is_two_weeks_after_the_first(world: World, watch: list[int], signed: Signed) -> None:
    with world.acting("ann"):
        db.session.get_one(ContentGap, watch[0]).at = now() - timedelta(days=15)
    lea, gus = signed("lea"), signed("gus")
    assert "late, and nobody has it" in lea.text("/articles/desk")
    assert "late, and nobody has it" not in gus.text("/articles/desk")
    late = gus.text("/gaps?show=late")
    assert "eSIM on a watch" in late
    assert "moon reception" not in late
    assert gus.post(f"/gaps/{watch[0]}/assignment", {"to": str(world.ids["gus"])}).status_code == 302
    assert "late, and nobody has it" not in lea.text("/articles/desk")
    assert "moon reception" in gus.text("/gaps?show=unassigned")


def test_pages_go_on_where_they_ended(world: World) -> None:
    with world.app.app_context(), world.acting("ann"):
        for number in range(45):
            record_zero_results(f"thing{number}x{number}", "en")
    seen: list[int] = []
    with world.looking():
        clusters, after = open_clusters(world.person("gus")), None
        for _ in range(3):
            page = page_of(clusters, after)
            seen, after = [*seen, *(one.id for one in page.items)], page.next_cursor
        assert (len(seen), len(set(seen)), after) == (45, 45, None)
        for damaged in ("x", "WzEsMl0x", "WyJhIiwgImIiXQ", "WzFd"):
            with pytest.raises(Invalid):
                page_of(clusters, damaged)


def test_what_the_pages_do_not_take(world: World, watch: list[int], signed: Signed) -> None:
    gus, lea, at = signed("gus"), signed("lea"), f"/gaps/{watch[1]}"
    page = gus.text(at)
    assert page.count('name="gaps"') == 3
    assert "carla" not in page.lower()
    for wrong in (
        {"gaps": [str(watch[3])]}, {"gaps": ["abc"]}, {"gaps": ["99999999999999999999"]}, {"gaps": []},
        {"answer": "a" * 501}, {"answer": ["a", "b"]}, {"article": "99999"}, {"csrf_token": "no"},
    ):  # fmt: skip
        sent = gus.post(at, {"gaps": [str(n) for n in watch[:3]], "answer": "Kept words.", **wrong})
        assert sent.status_code == 422, wrong
        assert "answer" in wrong or "Kept words." in sent.get_data(as_text=True)
    for wrong in ("abc", str(world.ids["ann"]), "99999999999999999999", [str(world.ids["gus"])] * 2):
        assert lea.post(f"{at}/assignment", {"to": wrong}).status_code == 422, wrong
    assert gus.post(f"{at}/assignment", {"to": str(world.ids["eve"])}).status_code == 403
    assert signed("mia").post(f"{at}/assignment", {"to": ""}).status_code == 404
    assert gus.get("/gaps?show=nonsense&after=x").status_code == 422
    with world.looking():
        assert [(gap.state, gap.assignee_id) for gap in gaps(watch)] == [(GapState.OPEN, None)] * 4


def test_from_the_list_to_the_draft_and_the_end(world: World, watch: list[int], signed: Signed) -> None:
    lea, at = signed("lea"), f"/gaps/{watch[1]}"
    draft = lea.text(f"/articles/new?gap={watch[1]}")
    assert 'value="eSIM on a watch"' in draft
    assert "esim apple watch" in draft
    assert lea.get("/articles/new?gap=x").status_code == 200
    assert lea.post(f"{at}/assignment", {"to": str(world.ids["eve"])}).status_code == 302
    assert "Eve" in lea.text("/gaps")
    assert lea.post(at, {"gaps": [str(n) for n in watch[:2]], "answer": "Not on watches."}).status_code == 302
    with world.looking():
        assert [gap.state for gap in gaps(watch)] == ["closed", "closed", "open", "open"]
    assert lea.post(f"/gaps/{watch[0]}/opening").status_code == 302
    assert lea.post(f"/gaps/{watch[0]}/opening").status_code == 409
    italian = lea.client.get("/gaps", headers={"Accept-Language": "it"}).get_data(as_text=True)
    assert "Ricerche e segnalazioni sulla stessa cosa" in italian
