"""Open pages learn what is new and who else is there, without a session being written and without anything moving."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from app.cases.actions.taking import take_next
from app.cases.actions.working import note, reply, reply_as_customer
from app.cases.presence import STALE, CasePresence
from app.cases.queries import visible_case
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit.clock import now
from tests import make
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def case(world: World) -> str:
    with world.acting("ann") as ann:
        request_staff(ann, make.question(ann), reason="Please")
    with world.acting("gus") as gus:
        found = take_next(gus)
        assert found is not None
        return found.reference


def address(page: str) -> str:
    """Where the page asks for news."""
    return page.split('data-fresh-url="')[1].split('"')[0].replace("&amp;", "&")


def test_a_new_word_is_counted_once_for_each_reader(world: World, visitor: Visitor, case: str) -> None:
    gus = visitor.signed_in_as(world.email("gus"))
    asks = address(gus.text(f"/cases/{case}"))
    first = gus.get(asks)
    assert first.get_json()["count"] == 0
    again = gus.get(asks, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    with world.acting("ann") as ann:
        reply_as_customer(ann, visible_case(ann, case), body="One thing more.")
    with world.acting("gus") as gus_too:
        note(gus_too, visible_case(gus_too, case), body="My own note.")
    said = gus.get(asks, headers={"If-None-Match": first.headers["ETag"]})
    assert said.status_code == 200
    assert (said.get_json()["count"], said.get_json()["text"]) == (1, "1 new word: show it")
    assert "One thing" not in said.get_data(as_text=True)


def test_the_customer_hears_of_replies_and_never_of_notes(world: World, visitor: Visitor, case: str) -> None:
    ann = visitor.signed_in_as(world.email("ann"))
    with world.acting("gus") as gus:
        note(gus, visible_case(gus, case), body="Only for us.")
    here = f"/cases/{case}/news?after=0.0.0"
    assert ann.get(here).get_json() == {"count": 0, "text": "0 new words: show them"}
    with world.acting("gus") as gus:
        reply(gus, visible_case(gus, case), body="Hello.")
    assert ann.get(here).get_json()["count"] == 1
    assert Visitor(world.app).signed_in_as(world.email("ben")).get(here).status_code == 404


def test_two_in_one_case_see_each_other_for_a_minute(world: World, visitor: Visitor, case: str) -> None:
    gus, lea = visitor.signed_in_as(world.email("gus")), Visitor(world.app).signed_in_as(world.email("lea"))
    assert "has this case open" not in lea.text(f"/cases/{case}")
    assert "Lea has this case open." in gus.text(f"/cases/{case}")
    lea.get(f"/cases/{case}/news?after=0.0.0&writing=1")
    assert gus.get(f"/cases/{case}/news?after=0.0.0").get_json()["here"] == "Lea is writing a reply."
    with world.acting("ada"):
        db.session.execute(update(CasePresence).values(seen_at=now() - STALE - timedelta(seconds=1)))
    assert gus.get(f"/cases/{case}/news?after=0.0.0").get_json()["here"] == ""


def test_the_customer_is_nobody_s_colleague_there(world: World, visitor: Visitor, case: str) -> None:
    visitor.signed_in_as(world.email("ann")).get(f"/cases/{case}")
    with world.looking():
        assert db.session.query(CasePresence).count() == 0


def test_two_answers_at_once_the_second_reads_the_first(world: World, visitor: Visitor, case: str) -> None:
    gus = visitor.signed_in_as(world.email("gus"))
    path = f"/cases/{case}"
    seen = gus.text(f"{path}?to=reply").split('name="seen"')[1].split('value="')[1].split('"')[0]
    with world.acting("lea") as lea:
        reply(lea, visible_case(lea, case), body="What the lead said first.")
    held = gus.post(f"{path}/reply", {"body": "My own words.", "seen": seen}, form_at=path)
    page = held.get_data(as_text=True)
    assert held.status_code == 409
    assert "What the lead said first." in page
    assert "My own words." in page
    again = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert gus.post(f"{path}/reply", {"body": "My own words.", "seen": again}, form_at=path).status_code == 302


def test_the_desk_says_that_something_changed(world: World, visitor: Visitor, case: str) -> None:
    gus = visitor.signed_in_as(world.email("gus"))
    asks = address(gus.text("/workspace"))
    assert gus.get(asks).get_json()["count"] == 0
    with world.acting("ben") as ben:
        request_staff(ben, make.question(ben, title="Another question of mine"), reason="Please")
    assert gus.get(asks).get_json()["count"] == 1
