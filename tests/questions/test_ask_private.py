"""What must not be public is moved to the private details before anything is sent, shown, and put back if the asker says so."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import select

from app.cases.models import PrivateDetails
from app.extensions import db
from app.questions.drafts import NEVER_KEPT
from app.questions.models import HeldQuestion, Question
from app.questions.states import Trigger
from tests.questions.asking_forms import ASK, as_guest, ask, counted, filled
from tests.visiting import Visitor
from tests.world import World

Opened = Callable[[str], Visitor]
SECRET = "AB-4711-2026"
BODY = f"The box was empty. My order number is {SECRET}. What do I do now?"
TAG = re.compile(r"<(input|textarea)\b([^>]*)>([^<]*)")
ATTRIBUTE = re.compile(r'\b(name|value)="([^"]*)"')


def fields(page: str) -> dict[str, str]:
    """What the form on the page would send, as far as text goes."""
    found = {}
    for kind, attributes, text in TAG.findall(page[page.index('action="/questions/ask"') :]):
        given = dict(ATTRIBUTE.findall(attributes))
        value = text.strip("\r\n") if kind == "textarea" else given.get("value", "")
        found[given.get("name", "")] = unescape(value)
    return found


def moved(visitor: Visitor, **other: str) -> tuple[str, dict[str, str]]:
    """Presses Ask with the order number in the text; the page that comes back, and its fields."""
    answer = ask(visitor, body=BODY, **other)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    return page, fields(page)


def again(visitor: Visitor, sent: dict[str, str], **other: str) -> object:
    names = ("title", "body", "private", "before", "left_in", "once", "name", "email")
    kept = {name: sent[name] for name in names if name in sent}
    return visitor.post(ASK, {**filled(), **kept, **other}, form_at=ASK)


def test_nothing_is_sent_and_the_asker_is_shown_what_was_moved(world: World, browser_of: Opened) -> None:
    page, sent = moved(browser_of("ann"), private="Ring twice.")
    assert counted(world) == (0, 0)
    assert f"<q>My order number is {SECRET}.</q>" in page
    assert sent["body"] == "The box was empty. What do I do now?"
    assert sent["private"] == f"Ring twice.\nMy order number is {SECRET}."


def test_asking_then_publishes_the_minimal_text_and_calls_staff(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    _page, sent = moved(ann)
    assert again(ann, sent).status_code == 302  # type: ignore[attr-defined]
    with world.looking():
        question = db.session.scalars(select(Question)).one()
        assert SECRET not in question.source + question.html + question.text + (question.title or "")
        assert SECRET in db.session.get_one(PrivateDetails, question.id).text
        assert question.trigger is Trigger.SAFETY_OR_ACCOUNT


def test_it_can_be_put_back_and_is_not_asked_about_again(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    _page, sent = moved(ann)
    back = again(ann, sent, step="put-back")
    assert back.status_code == 200  # type: ignore[attr-defined]
    restored = fields(back.get_data(as_text=True))  # type: ignore[attr-defined]
    assert (restored["body"], restored["private"], counted(world)) == (BODY, "", (0, 0))
    assert again(ann, restored).status_code == 302  # type: ignore[attr-defined]
    with world.looking():
        assert db.session.scalars(select(Question)).one().source == BODY


def test_what_is_changed_after_putting_it_back_is_looked_at_again(world: World, browser_of: Opened) -> None:
    ann = browser_of("ann")
    _page, sent = moved(ann)
    restored = fields(again(ann, sent, step="put-back").get_data(as_text=True))  # type: ignore[attr-defined]
    other = again(ann, restored, body=f"{BODY} My customer number is 99123456.")
    assert other.status_code == 422  # type: ignore[attr-defined]
    assert counted(world) == (0, 0)


def test_a_number_in_the_title(world: World, browser_of: Opened) -> None:
    _page, sent = moved(browser_of("ann"), title="Order 99887766 is empty")
    assert sent["title"] == "Order … is empty"
    assert "Order 99887766 is empty" in sent["private"]


def test_a_guests_question_is_held_without_it(world: World, visitor: Visitor) -> None:
    answer = visitor.post(ASK, as_guest(body=BODY), form_at=ASK)
    assert answer.status_code == 422
    sent = fields(answer.get_data(as_text=True))
    assert (
        visitor.post(ASK, as_guest(**{k: sent[k] for k in ("body", "private", "before")}), form_at=ASK).status_code
        == 302
    )
    with world.looking():
        held = db.session.scalars(select(HeldQuestion)).one()
        assert held.content.count(SECRET) == 1


@pytest.mark.parametrize("broken", ["", "[]", "{", '["a"]', "7", "[1, 2, 3, 4]", "null"])
def test_a_broken_memory_of_what_was_written_changes_nothing(world: World, browser_of: Opened, broken: str) -> None:
    back = again(browser_of("ann"), {}, step="put-back", before=broken, body="A text of mine.")
    assert back.status_code == 200  # type: ignore[attr-defined]
    assert fields(back.get_data(as_text=True))["body"] == "A text of mine."  # type: ignore[attr-defined]
    assert counted(world) == (0, 0)


def test_the_preview_shows_what_will_be_public(browser_of: Opened) -> None:
    ann = browser_of("ann")
    html = ann.post("/questions/ask/preview", {"body": BODY}, form_at=ASK).get_data(as_text=True)
    public, _mark, private = html.partition("<p class=hint>")
    assert SECRET not in public
    assert SECRET in private
    plain = ann.post("/questions/ask/preview", {"body": "The box was **empty**."}, form_at=ASK).get_data(as_text=True)
    assert "<strong>empty</strong>" in plain
    assert "hint" not in plain


def test_a_draft_never_keeps_what_was_moved() -> None:
    assert {"private", "before"} <= NEVER_KEPT
