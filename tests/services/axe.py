"""Accessibility faults that a machine can find, by axe-core."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PRESENT = "() => typeof window.axe === 'object'"
RUN = """(tags) => window.axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"""


def axe_violations(page: Page, tags: Sequence[str] = WCAG_2_2_AA) -> list[dict[str, Any]]:
    """What axe finds on the page as it stands, in axe's own form."""
    if not page.evaluate(PRESENT):
        # Evaluated over the driver's own channel: a script element would be blocked by the site's content policy.
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN, list(tags))["violations"]
    return found


def assert_no_axe_violations(page: Page, tags: Sequence[str] = WCAG_2_2_AA) -> None:
    """Fails with one line for every fault: its weight, its rule, what it means, and where it is."""
    lines = [
        f"{fault['impact']}: {fault['id']} ({fault['help']}) at {' '.join(map(str, node['target']))}"
        for fault in axe_violations(page, tags)
        for node in fault["nodes"]
    ]
    assert not lines, "\n".join([f"{len(lines)} accessibility faults on {page.url}:", *lines])
