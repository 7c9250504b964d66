"""Our own scripts put words of others into pages, and nothing of these runs: with the content policy off, over texts that hold
every attack, each script does its work in a browser, and what it has made of the page is looked at.

Suggestions and similar threads as one types, previews, drafts that come back, news of an open page, who else is there, copied words. Mails and
what is answered as JSON are looked at too.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sqlalchemy import select

from app.accounts.models import User
from app.cases.models import Case
from app.cases.presence import note_presence
from app.extensions import db
from app.questions.actions.answering import answer
from app.questions.queries import question_by_id
from app.search import index
from tests.attack.filling import ROUNDS, fill, furnish
from tests.attack.fixtures import copy_of
from tests.attack.framing import ORIGIN, TELL_TALES, Frames, frames
from tests.attack.scripts import EVERYWHERE, PAYLOADS
from tests.attack.test_canaries import mails
from tests.attack.town import Built, Town, town_on
from tests.databases import Databases
from tests.notifications.mails import html_of, work
from tests.services.browser import PageFactory
from tests.visiting import Visitor

pytestmark = pytest.mark.browser
ENOUGH = 25_000
"""So many characters of attacks fit one text with room to spare."""
COPIED = """() => {
  const chosen = getSelection(), data = new DataTransfer()
  chosen.selectAllChildren(document.querySelector("[data-post] .body"))
  document.querySelector("[data-post] .body").dispatchEvent(
    new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }))
  return data.getData("text/html")
}"""


@dataclass
class Scripted:
    """One visitor's browser in front of the town, with our scripts and without the content policy."""

    town: Town
    page: Page
    visitor: Visitor
    shown: Frames

    def opened(self, path: str) -> Page:
        self.page.goto(f"{ORIGIN}{path}")
        return self.page

    def serve(self, route: Route) -> None:
        request = route.request
        answered = self.visitor.client.open(
            request.url.removeprefix(ORIGIN),
            method=request.method,
            data=request.post_data_buffer,
            headers={name: value for name, value in request.headers.items() if name in ("content-type", "accept")},
            follow_redirects=True,
        )
        if answered.mimetype.endswith("json"):
            assert answered.headers["X-Content-Type-Options"] == "nosniff"
            json.loads(answered.get_data())
        body = answered.get_data()
        answered.close()
        route.fulfill(status=answered.status_code, body=body, content_type=answered.content_type)

    def look(self, name: str) -> None:
        """At what our scripts made of the page: as it is, what ran; once more in a frame of its own, what could."""
        assert self.page.evaluate("window.__calls") == [], name
        self.shown.show(name, self.page.content())


@pytest.fixture(scope="module")
def filled(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The town on SQLite, which alone takes texts longer than their columns."""
    return town_on("sqlite", databases, tmp_path_factory.mktemp("built"))


@pytest.fixture(params=range(ROUNDS))
def turn(request: pytest.FixtureRequest, filled: Built, tmp_path: Path) -> Iterator[Town]:
    """The town in one of its turns, with its words in the index."""
    with copy_of(filled, tmp_path / "town") as town:
        furnish(town)
        fill(town, request.param)
        with town.app.app_context():
            index.rebuild()
        yield town


def in_front_of(town: Town, name: str, open_page: PageFactory) -> Scripted:
    page = open_page(bypass_csp=True)
    page.add_init_script(TELL_TALES)
    page.clock.install()
    found = Scripted(town, page, town.browser_of(name), frames(open_page))
    page.route("**/*", found.serve)
    return found


def test_while_one_types(turn: Town, open_page: PageFactory) -> None:
    desk = in_front_of(turn, "ann", open_page)
    page = desk.opened("/search")
    for words in ("script", "onerror", "img src"):
        page.fill("[data-suggest-url]", words)
        page.clock.run_for(300)
        expect(page.locator(".suggestions [role=option] b").first).to_be_visible()
        desk.look(f"suggestions for {words}")
    page = desk.opened("/questions/ask")
    expect(page.locator("form[data-draft] #title")).to_be_visible()
    page.fill("#title", "script onerror lamp")
    page.clock.run_for(500)
    page.wait_for_function("document.querySelector('#similar').childElementCount > 0")
    desk.look("similar threads, and a draft that came back")
    assert desk.shown.look() == []


def test_previews_and_drafts(filled: Built, tmp_path: Path, open_page: PageFactory) -> None:
    written = "\n\n".join(PAYLOADS)
    assert len(written) < ENOUGH
    with copy_of(filled, tmp_path / "town") as town:
        desk = in_front_of(town, "ann", open_page)
        for words in (written, f"{EVERYWHERE}\n\n{written}"):
            page = desk.opened("/questions/ask")
            page.fill("#title", PAYLOADS[0])
            page.fill("#body", words)
            page.clock.run_for(1000)
            page.wait_for_function("document.querySelector('.preview .body').childElementCount > 10")
            expect(page.locator(".draft-note")).not_to_be_empty()
            desk.look("preview")
            page = desk.opened("/questions/ask")
            assert page.input_value("#title") == PAYLOADS[0]
            desk.look("the draft that is kept")
            comment = f"/posts/{town.posts['zplain']}/comment"
            page = desk.opened(comment)
            page.fill("#body", words)
            page.clock.run_for(1000)
            page = desk.opened(comment)
            expect(page.locator(".draft-note")).not_to_be_empty()
            assert page.input_value("#body")
            desk.look("the draft of this device")
            page.evaluate("localStorage.clear()")
        assert desk.shown.look() == []


def test_news_and_copies(turn: Town, open_page: PageFactory) -> None:
    desk = in_front_of(turn, "ann", open_page)
    question = turn.posts["zplain"]
    page = desk.opened(f"/questions/{question}")
    desk.shown.show("copied", page.evaluate(COPIED))
    with turn.acting("ben") as ben:
        answer(ben, question_by_id(question), body="\n\n".join(PAYLOADS))
    page.clock.run_for(21_000)
    expect(page.locator(".fresh-bar")).to_be_visible()
    desk.look("news of a thread")
    page.click(".fresh-bar")
    page.wait_for_load_state()
    desk.look("the thread with its news")
    assert desk.shown.look() == []


def test_who_else_is_here(turn: Town, open_page: PageFactory) -> None:
    """Names of colleagues, put into an open case while somebody reads it; and a word that takes another's place."""
    desk = in_front_of(turn, "gus", open_page)
    with turn.acting("ada"):
        case = db.session.scalars(select(Case).where(Case.reference == turn.refs["case"])).one().id
    page = desk.opened(f"/cases/{turn.refs['case']}")
    expect(page.locator("#others")).to_be_empty()
    with turn.acting("lea") as lea:
        note_presence(case, lea.id, writing=True)
    page.clock.run_for(21_000)
    expect(page.locator("#others")).not_to_be_empty()
    desk.look("who else has the case open")
    page = desk.opened(f"/questions/{turn.posts['zmain']}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=ORIGIN)
    page.locator("[data-share]").first.click()
    expect(page.locator("[data-share]").first).to_have_text("Copied")
    desk.look("an address that was copied")
    assert desk.shown.look() == []


def test_mails(turn: Town, open_page: PageFactory) -> None:
    shown, known = frames(open_page), {str(mail["Message-ID"]) for mail in mails(turn)}
    with turn.acting("ada"):
        for name, number in turn.ids.items():
            db.session.get_one(User, number).email = f"{name}@example.org"
    with turn.acting("ben") as ben:
        answer(ben, question_by_id(turn.posts["zplain"]), body="\n\n".join(PAYLOADS))
    work(turn.app, failing=True)
    sent = [mail for mail in mails(turn) if str(mail["Message-ID"]) not in known]
    assert sent
    for mail in sent:
        shown.show(f"mail {mail['Subject']}"[:80], re.sub(r'style="[^"]*"', "", html_of(mail)))
    assert shown.look() == []
