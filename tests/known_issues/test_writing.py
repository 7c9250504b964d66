"""Opening, changing, resolving and reopening a known issue: the record it leaves, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from app.activity.models import Event
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid, Unseen
from app.known_issues.actions.writing import change_issue, open_issue, reopen_issue, resolve_issue
from app.known_issues.events import IssueEvent
from app.known_issues.models import IssueChange, KnownIssue
from app.known_issues.queries import changes_of, issue_by_id
from app.known_issues.states import IssueOutcome, IssueState, Mode, Said
from tests import make
from tests.known_issues.conftest import facts, issue, version
from tests.world import World


def test_staff_open_one_with_somebody_who_has_it_and_a_time_for_the_next_word(world: World) -> None:
    for name in ("gus", "lea", "mia", "ada"):
        with world.acting(name) as actor:
            opened = issue(actor, versions=[version("firmware 4.2")])
            assert (opened.state, opened.number, opened.owner_id) == (IssueState.INVESTIGATING, 1, actor.id)
            assert opened.next_update_at is not None
            event = db.session.scalars(db.select(Event).order_by(Event.id.desc())).first()
            assert event is not None
            assert event.kind == IssueEvent.OPENED.value
            assert "Routers" not in str(event.data)


def test_for_others_there_is_no_such_thing_to_do(world: World) -> None:
    for name in ("ann", "eve"):
        with world.acting(name) as actor, pytest.raises(Unseen):
            issue(actor)


def test_every_change_stays_on_record_with_who_when_and_what(world: World, opened: int) -> None:
    with world.acting("lea") as lea:
        one = issue_by_id(opened)
        changed = facts(lea, title="The line drops at nine", state=IssueState.IDENTIFIED)
        change_issue(lea, one, changed, news="It is the night sync.", seen=1)
        resolve_issue(lea, one, outcome=IssueOutcome.FIXED, news="4.2.1 mends it.", seen=2)
        reopen_issue(lea, one, news="It came back.", next_update_at=now() + timedelta(hours=1), seen=3)
    with world.looking():
        told = [(change.number, change.said, change.state, change.source) for change in changes_of(issue_by_id(opened))]
        assert told == [
            (4, Said.REOPENED, IssueState.INVESTIGATING, "It came back."),
            (3, Said.RESOLVED, IssueState.RESOLVED, "4.2.1 mends it."),
            (2, Said.CHANGED, IssueState.IDENTIFIED, "It is the night sync."),
            (1, Said.OPENED, IssueState.INVESTIGATING, "Routers on firmware 4.2 lose the line around nine."),
        ]
        before = db.session.scalars(db.select(IssueChange.before).where(IssueChange.number == 2)).one()
        assert before["title"] == "The line drops in the evening"
        assert before["owner"] == world.ids["gus"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, "title"),
    ({"title": "x" * 151}, "title"),
    ({"text": ""}, "text"),
    ({"text": "x" * 5001}, "text"),
    ({"workaround": "x" * 5001}, "workaround"),
    ({"symptoms": []}, "symptoms"),
    ({"symptoms": ["the"]}, "symptoms"),
    ({"symptoms": ["x" * 121]}, "symptoms"),
    ({"symptoms": [f"symptom number {one}" for one in range(31)]}, "symptoms"),
    ({"next_update_at": now() - timedelta(hours=1)}, "next_update"),
    ({"next_update_at": now() + timedelta(days=100)}, "next_update"),
    ({"state": IssueState.RESOLVED}, "state"),
    ({"everywhere": True}, "everywhere"),
    ({"mode": Mode.HOLD, "mode_until": now() + timedelta(hours=1)}, "mode"),
    ({"is_incident": True, "mode": Mode.HOLD}, "mode_until"),
    ({"is_incident": True, "mode": Mode.HOLD, "mode_until": now() - timedelta(hours=1)}, "mode_until"),
    ({"is_incident": True, "mode": Mode.SLOW, "mode_until": now() + timedelta(hours=1)}, "slow_minutes"),
]


@pytest.mark.parametrize(("given", "field"), WRONG)
def test_what_cannot_be_taken_is_refused_with_its_field(world: World, given: dict[str, Any], field: str) -> None:
    with world.acting("gus") as gus:
        with pytest.raises(Invalid) as refused:
            open_issue(gus, facts(gus, **given))
        assert refused.value.field == field
        assert db.session.scalar(db.select(KnownIssue.id)) is None


def test_only_staff_can_have_it(world: World) -> None:
    with world.acting("gus") as gus, pytest.raises(Invalid):
        open_issue(gus, facts(world.person("ann")))
    assert gus is not None


def test_two_people_changing_at_once_the_second_is_told_and_changes_nothing(world: World, opened: int) -> None:
    with world.acting("gus") as gus:
        change_issue(gus, issue_by_id(opened), facts(gus), news="First.", seen=1)
    with world.acting("lea") as lea:
        with pytest.raises(IllegalMove):
            change_issue(lea, issue_by_id(opened), facts(lea, title="Second"), news="Second.", seen=1)
        with pytest.raises(IllegalMove):
            resolve_issue(lea, issue_by_id(opened), outcome=IssueOutcome.FIXED, news="Over.", seen=1)
        assert issue_by_id(opened).title == "The line drops in the evening"


def test_it_is_not_closed_without_an_outcome_nor_twice_nor_changed_after(world: World, opened: int) -> None:
    with world.acting("gus") as gus:
        one = issue_by_id(opened)
        with pytest.raises(Invalid) as refused:
            resolve_issue(gus, one, outcome=None, news="Over.", seen=1)
        assert refused.value.field == "outcome"
        with pytest.raises(Invalid):
            resolve_issue(gus, one, outcome=IssueOutcome.FIXED, news=" ", seen=1)
        resolve_issue(gus, one, outcome=IssueOutcome.FIXED, news="Over.", seen=1)
        with pytest.raises(IllegalMove):
            resolve_issue(gus, one, outcome=IssueOutcome.FIXED, news="Over.", seen=2)
        with pytest.raises(IllegalMove):
            change_issue(gus, one, facts(gus), news="More.", seen=2)
        assert (one.next_update_at, one.is_incident) == (None, False)


def test_the_database_keeps_a_time_for_the_next_word(world: World, opened: int) -> None:
    with world.acting("gus"):
        issue_by_id(opened).next_update_at = None
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_a_version_of_another_product_is_refused(world: World) -> None:
    with world.acting("ada") as ada:
        from app.catalogue.actions.products import add_product, release_version

        other = add_product(ada, name="Lamp")
        lamp = release_version(ada, other, name="1")
        with pytest.raises(Invalid) as refused:
            open_issue(ada, facts(ada, versions=[lamp], product=make.product()))
        assert refused.value.field == "scope"
