"""Accessibility faults that a machine can find, by axe-core."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
PRESENT = "() => typeof window.axe === 'object'"
RUN = """(only) => window.axe.run(document, {runOnly: only, resultTypes: ['violations']})"""


def axe_violations(page: Page, tags: Sequence[str] = WCAG_2_2_AA, *, rules: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What axe finds on the page as it stands, in axe's own form: by these rules, or by all with these tags."""
    if not page.evaluate(PRESENT):
        # Evaluated over the driver's own channel: a script element would be blocked by the site's content policy.
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(tags)}
    found: list[dict[str, Any]] = page.evaluate(RUN, only)["violations"]
    return found


def axe_lines(page: Page, tags: Sequence[str] = WCAG_2_2_AA, *, rules: Sequence[str] = ()) -> list[str]:
    """One line for every fault: its weight, its rule, what it means, and where it is."""
    return [
        f"{fault['impact']}: {fault['id']} ({fault['help']}) at {' '.join(map(str, node['target']))}"
        for fault in axe_violations(page, tags, rules=rules)
        for node in fault["nodes"]
    ]


def assert_no_axe_violations(page: Page, tags: Sequence[str] = WCAG_2_2_AA) -> None:
    """Fails with one line for every fault."""
    lines = axe_lines(page, tags)
    assert not lines, "\n".join([f"{len(lines)} accessibility faults on {page.url}:", *lines])
