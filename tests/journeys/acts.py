"""What people do on several pages, told once: they find everything by what is written on it."""

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.looks import look

TITLE = "Router X200 loses the connection every evening"
TROUBLE = "Since last week the line drops around nine and the light turns red."
CURE = "Set the line profile to stable in the settings and restart the router."


def ask(page: Page, title: str = TITLE, body: str = TROUBLE, **more: Any) -> str:
    """Fills and sends the form of a question; gives the address of what was published."""
    page.goto("/questions/ask")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Product and version").select_option(label="Router X200 · firmware 4.2")
    page.get_by_label("What happens?").fill(body)
    page.get_by_text("Topics and language").click()
    page.get_by_role("checkbox", name="wifi").check()
    if more.get("private"):
        page.get_by_label("Order number, serial number").fill(more["private"])
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def answer(page: Page, thread: str, body: str = CURE) -> None:
    page.goto(thread)
    page.get_by_label("Your answer").fill(body)
    page.get_by_role("button", name="Publish answer").click()
    expect(post_with(page, body)).to_be_visible()


def post_with(page: Page, words: str) -> Locator:
    """The question, answer or article that holds these words."""
    return page.get_by_role("article").filter(has_text=words).first


def labels(page: Page) -> Sequence[str]:
    """The label line of each post of a page, from top to bottom."""
    return page.locator("article > p.label").all_inner_texts()


def status_bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Whose turn, by when")


def search(page: Page, words: str, name: str = "") -> Locator:
    """Looks for words as everybody does; gives the list of hits."""
    page.goto("/questions")
    box = page.get_by_role("banner").get_by_label("Search", exact=True)
    box.fill(words)
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    if name:
        look(page, name)
    return page.get_by_role("main").get_by_role("listitem")
