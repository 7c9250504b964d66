"""The scripts as a reader meets them, in a real browser, on a page made of our own parts."""

import json

import pytest
from flask import Flask
from playwright.sync_api import Page, Route

from app.site import assets
from tests.services.axe import assert_no_axe_violations
from tests.services.browser import PHONE, PageFactory
from tests.site.pages import parts_page

pytestmark = pytest.mark.browser
ADDRESS = "http://127.0.0.1:9/thread"


@pytest.fixture
def thread(app: Flask, open_page: PageFactory) -> Page:
    """A page with a post and a form; nothing listens at its address, every answer is given here."""
    with app.test_request_context():
        html = parts_page(app)
    page = open_page(width=PHONE)
    sent = {
        "/thread": ("text/html", html),
        "/site.css": ("text/css", assets.stylesheet()),
        "/site.js": ("text/javascript", assets.script()),
        "/static/icons.svg": ("image/svg+xml", (assets.STATIC / "icons.svg").read_text("utf-8")),
        "/fresh": ("application/json", json.dumps({"count": 1, "text": "1 new answer", "fragment": "/new"})),
        "/new": ("text/html", '<article id="new">new</article>'),
    }

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix("http://127.0.0.1:9").split("?")[0]
        kind, body = sent.get(path, ("text/plain", ""))
        if route.request.method == "POST":
            route.fulfill(status=204)
        else:
            route.fulfill(status=200, content_type=f"{kind}; charset=utf-8", body=body)

    page.route("http://127.0.0.1:9/**", answer)
    page.clock.install()
    page.goto(ADDRESS)
    return page


COPY = """(place) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(place));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const copied = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
  document.dispatchEvent(copied);
  return copied.clipboardData.getData("text/plain");
}"""


def test_copied_words_take_their_label_and_link_along(thread: Page) -> None:
    lines = thread.evaluate(COPY, ".post .body p").split("\n")
    assert lines[0] == "Community answer · not reviewed by Acme"
    assert "the words" in lines
    assert lines[-1] == "http://127.0.0.1:9/posts/7"


def test_a_label_that_is_copied_anyway_is_not_doubled(thread: Page) -> None:
    assert thread.evaluate(COPY, ".post").count("not reviewed by Acme") == 1


def test_code_is_copied_as_it_is(thread: Page) -> None:
    assert thread.evaluate(COPY, ".post pre code") == ""  # left to the browser


def test_a_draft_comes_back_but_never_what_only_staff_may_see(thread: Page) -> None:
    thread.fill("#body", "half a thought")
    thread.fill("#serial", "X2-SECRET")
    thread.clock.fast_forward(1000)
    kept = thread.evaluate("JSON.stringify(localStorage)")
    assert "half a thought" in kept
    assert "SECRET" not in kept
    thread.reload()
    assert thread.input_value("#body") == "half a thought"
    assert thread.input_value("#serial") == ""


def test_a_form_is_sent_once(thread: Page) -> None:
    stopped = thread.evaluate("""() => {
      const form = document.forms.answer, stopped = [];
      addEventListener("submit", (event) => stopped.push(event.defaultPrevented));
      form.requestSubmit();
      form.requestSubmit();
      return stopped;
    }""")
    assert stopped == [False, True]


def test_new_answers_wait_until_one_asks_for_them(thread: Page) -> None:
    thread.clock.fast_forward(21_000)
    bar = thread.locator(".fresh-bar")
    bar.wait_for(state="visible")
    assert bar.inner_text() == "1 new answer"
    assert thread.locator("#new").count() == 0
    bar.click()
    thread.locator("#new").wait_for()


def test_the_parts_have_no_faults_for_those_who_cannot_see(thread: Page) -> None:
    assert_no_axe_violations(thread)
    assert thread.evaluate("document.documentElement.scrollWidth <= innerWidth")
