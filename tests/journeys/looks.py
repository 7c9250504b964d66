"""What every page owes to whoever opens it, whatever it is about."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

from tests.services.axe import assert_no_axe_violations

SHOTS = os.environ.get("JOURNEY_SHOTS")
"""A folder to keep a picture of every page that is looked at, for a person to look at too."""

MEASURE = """() => ({
  over: document.documentElement.scrollWidth - window.innerWidth,
  wide: [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 5)
    .map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : '')),
  headings: [...document.querySelectorAll('h1')].map(e => e.innerText),
})"""


def look(page: Page, name: str = "") -> None:
    """The page is whole: nothing hangs over its edge, one main heading, and nothing that axe finds."""
    width = (page.viewport_size or {"width": 0})["width"]
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    if SHOTS and name:
        folder = Path(SHOTS)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(
            path=folder / f"{re.sub('[^a-z0-9]+', '-', name)}-{width}{'-dark' if dark else ''}.png", full_page=True
        )
    found = page.evaluate(MEASURE)
    assert found["over"] <= 0, f"{page.url} is {found['over']} px too wide at {width}: {found['wide']}"
    assert len(found["headings"]) == 1, f"{page.url} has the main headings {found['headings']}"
    assert_no_axe_violations(page)
