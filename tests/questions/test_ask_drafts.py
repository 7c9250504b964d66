"""Drafts: kept as one types, never with what only staff may see."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.extensions import db
from app.questions import drafts
from app.questions.models import Draft
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]


def kept(world: World) -> dict[str, str]:
    """The content of each draft, by its form."""
    with world.looking():
        return {draft.form: draft.content for draft in db.session.scalars(select(Draft))}


def test_what_one_types_is_kept_and_comes_back(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    answer = ann.post(
        "/drafts/ask", {"title": "Red light", "body": "Since <b>", "tags": ["1", "2"], "private": "secret"}
    )
    assert (answer.status_code, answer.json["kept"]) == (200, True)
    assert "secret" not in kept(world)["ask"]
    page = ann.text("/questions/ask")
    assert 'value="Red light"' in page
    assert "Since &lt;b&gt;" in page
    assert page.count("checked") == 2
    assert "Your draft is back" in page


def test_a_draft_is_ones_own(world: World, browser_of: Opened) -> None:
    browser_of("ann").post("/drafts/ask", {"title": "Anns own words"})
    assert "Anns own words" not in browser_of("ben").text("/questions/ask")


def test_starting_anew_throws_it_away(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    ann.post("/drafts/ask", {"title": "Red light"})
    assert ann.post("/drafts/ask/undo", {}).location == "/questions/ask"
    assert kept(world) == {}


def test_an_empty_form_is_no_draft(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    ann.post("/drafts/ask", {"title": "Red light"})
    ann.post("/drafts/ask", {"title": "", "body": ""})
    assert kept(world) == {}


@pytest.mark.parametrize("form", ["ASK", "ask-0", "answer-x", "a" * 90, "ask-1234567890", "..", "ask%00"])
def test_a_form_that_there_is_not(world: World, browser_of: Opened, form: str) -> None:
    assert browser_of("ann").post(f"/drafts/{form}", {"title": "x"}).status_code == 404
    assert kept(world) == {}


def test_guests_are_asked_to_sign_in_and_stale_pages_change_nothing(
    world: World, visitor: Visitor, browser_of: Opened
) -> None:
    assert visitor.post("/drafts/ask", {"title": "x"}).status_code == 401
    stale = browser_of("ann").client.post("/drafts/ask", data={"title": "x", "csrf_token": "old"})
    assert (stale.status_code, stale.json["kept"]) == (422, False)
    assert browser_of("ann").post("/drafts/ask", {"title": "x" * 130_000}).status_code == 422
    assert kept(world) == {}


def test_nobody_fills_the_table(world: World) -> None:
    with world.acting("ann") as ann:
        for number in range(1, drafts.DRAFTS_MAX + 6):
            drafts.save(ann, f"answer-{number}", {"body": ["text"]})
            db.session.flush()
    names = kept(world)
    assert len(names) == drafts.DRAFTS_MAX
    assert f"answer-{drafts.DRAFTS_MAX + 5}" in names
