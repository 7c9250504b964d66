"""What every page owes to whoever opens it, whatever it is about."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import ConsoleMessage, Page

from tests.services.axe import assert_no_axe_violations, axe_lines
from tests.services.browser import DESKTOP, HEIGHTS, PHONE

SHOTS = os.environ.get("JOURNEY_SHOTS")
"""A folder to keep a picture of every page that is looked at, for a person to look at too."""

MEASURE = """() => ({
  over: document.documentElement.scrollWidth - window.innerWidth,
  wide: [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 5)
    .map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : '')),
  headings: [...document.querySelectorAll('h1')].map(e => e.innerText),
})"""


View = tuple[int, Literal["light", "dark"]]
VIEWS: list[View] = [
    (DESKTOP, "light"),
    (DESKTOP, "dark"),
    (PHONE, "dark"),
    (PHONE, "light"),
]


def look(page: Page, name: str = "") -> None:
    """The page is whole: nothing hangs over its edge, one main heading, and nothing that axe finds."""
    width = (page.viewport_size or {"width": 0})["width"]
    page.wait_for_load_state()  # a click returns when the next page begins, and a page that begins has no parts yet
    _picture(page, name, width)
    assert shape_faults(page) == []
    assert_no_axe_violations(page)


def _picture(page: Page, name: str, width: int) -> None:
    if SHOTS and name:
        folder = Path(SHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        file = f"{re.sub('[^a-z0-9]+', '-', name)}-{width}{'-dark' if dark else ''}.png"
        page.screenshot(path=folder / file, full_page=True)


def shape_faults(page: Page) -> list[str]:
    """What hangs over the edge, and main headings too many or too few."""
    found, width, faults = page.evaluate(MEASURE), (page.viewport_size or {"width": 0})["width"], []
    if found["over"] > 0:
        faults.append(f"{page.url} is {found['over']} px too wide at {width}: {found['wide']}")
    if len(found["headings"]) != 1:
        faults.append(f"{page.url} has the main headings {found['headings']}")
    return faults


def faults(page: Page, path: str, status: int = 200, views: Sequence[View] = VIEWS) -> list[str]:
    """What is wrong with a page in any of its views. It is loaded once; colours need no second look at the rest."""
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        if message.type == "error" and f"status of {status}" not in message.text:
            complaints.append(f"{path}: {message.text}")

    page.on("console", complain)
    page.set_viewport_size({"width": DESKTOP, "height": HEIGHTS[DESKTOP]})
    answer = page.goto(path)
    if answer is None or answer.status != status:
        complaints.append(f"{path} answers {answer and answer.status}")
    for number, (width, scheme) in enumerate(views):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme=scheme)
        _picture(page, f"all {path}", width) if scheme == ("light" if width == DESKTOP else "dark") else None
        complaints += shape_faults(page)
        found = axe_lines(page) if number % 2 == 0 else axe_lines(page, rules=["color-contrast"])
        complaints += [f"{path} at {width} in {scheme}: {fault}" for fault in found]
    page.remove_listener("console", complain)
    return complaints
