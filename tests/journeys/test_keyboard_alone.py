"""Without a mouse: everything that matters is reached with Tab and done with Enter."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import acts
from tests.journeys.place import Site

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const e = document.activeElement;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const name = e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.placeholder || '';
  return {name: name.trim().split('\\n')[0], tag: e.tagName, outline: style.outlineStyle,
          seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight};
}"""
STEPS = 60


def tab_to(page: Page, name: str, tag: str = "") -> None:
    """Presses Tab until the focus is there. Each stop on the way is in sight and marked."""
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        assert at["tag"] == "BODY" or (at["seen"] and at["outline"] != "none"), f"{at} cannot be seen on {page.url}"
        if at["name"].startswith(name) and at["tag"].startswith(tag):
            return
    raise AssertionError(f"{name!r} is not reached on {page.url}")


def test_ask_and_answer_with_the_keyboard(site: Site, device: dict[str, Any]) -> None:
    ann = site.person("ann", **device)
    ann.goto("/questions")
    ann.keyboard.press("Tab")
    expect(ann.get_by_role("link", name="Skip to the content")).to_be_focused()
    ann.keyboard.press("Enter")
    expect(ann.get_by_role("main")).to_be_focused()
    ann.keyboard.press("/")
    expect(ann.get_by_role("banner").get_by_label("Search", exact=True)).to_be_focused()
    ann.keyboard.type("no such thing as this")
    ann.keyboard.press("Enter")
    expect(ann.get_by_role("heading", level=1)).to_have_text("Search")

    ann.goto("/questions")
    tab_to(ann, "Ask", "A")
    ann.keyboard.press("Enter")
    expect(ann.get_by_label("Title")).to_be_focused()
    ann.keyboard.type(acts.TITLE)
    tab_to(ann, "What happens?", "TEXTAREA")
    ann.keyboard.type(acts.TROUBLE)
    tab_to(ann, "Ask", "BUTTON")
    ann.keyboard.press("Enter")
    expect(ann.get_by_role("heading", level=1)).to_have_text(acts.TITLE)

    ben = site.person("ben", **device)
    ben.goto(ann.url)
    tab_to(ben, "Your answer", "TEXTAREA")
    ben.keyboard.type(acts.CURE)
    tab_to(ben, "Publish answer", "BUTTON")
    ben.keyboard.press("Enter")
    expect(acts.post_with(ben, acts.CURE)).to_be_visible()

    ann.reload()
    tab_to(ann, "This solved it", "BUTTON")
    ann.keyboard.press("Enter")
    expect(acts.status_bar(ann)).to_contain_text("Solved.")


def test_the_menu_opens_and_closes_with_the_keyboard(site: Site, device: dict[str, Any]) -> None:
    ann = site.person("ann", **device)
    ann.goto("/")
    tab_to(ann, "Ann", "SUMMARY")
    ann.keyboard.press("Enter")
    expect(ann.get_by_role("link", name="My questions")).to_be_visible()
    ann.keyboard.press("Escape")
    expect(ann.get_by_role("link", name="My questions")).to_be_hidden()
    tab_to(ann, "Search questions and articles", "INPUT")
