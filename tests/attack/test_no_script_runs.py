"""Every text that is kept holds every attack, and a browser without the content policy opens every page: nothing runs.

What a visitor sees is asked for in every round; what shows nobody's text, or the same texts as another page of its sort, in
the first round alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from werkzeug.test import TestResponse

from tests.attack.crawling import addresses
from tests.attack.filling import ROUNDS, fill, furnish
from tests.attack.fixtures import copy_of
from tests.attack.framing import Frames, frames
from tests.attack.scripts import PAYLOADS
from tests.attack.town import Built, Town, town_on
from tests.databases import Databases
from tests.services.browser import PageFactory
from tests.visiting import Visitor

VISITORS = ("guest", "ann", "gus")
"""Nobody; who asked; who has every office."""
MARK = re.compile(r"zq\d{4}zq")
NOT_SHOWN = {
    "acceptances.reason", "articles.check_note", "brand.support_name", "case_experts.reason", "case_fields.value",
    "claim_flags.decision_reason", "community_returns.reason", "content_gaps.answer", "endings.reason",
    "gap_reporters.email", "held_cases.content", "held_cases.email", "held_cases.name", "held_questions.content",
    "held_questions.email", "held_questions.name", "house_rules.text_it", "known_issue_changes.source",
    "known_issue_questions.reason", "labels.evidence", "labels.reason", "labels.rule_title_it", "labels.versions",
    "needs_staff.reason", "origins.url", "owned_products.lot", "reports.reporter_email", "reports.reporter_name",
    "satisfactions.comment", "sentence_marks.fact", "sign_ins.browser", "teams.name", "waiting_officials.evidence",
    "waiting_officials.reason", "waiting_officials.scope", "waiting_officials.versions", "waiting_replies.body",
    "waiting_replies.needed", "waiting_replies.reason", "waiting_replies.scope", "waiting_replies.sent",
}  # fmt: skip
"""Held every attack too, but no page of this town shows them in English: a page that begins to is noticed here."""
Page = tuple[str, str, str]
"""Whose, the endpoint, the address."""


@pytest.fixture(scope="module")
def filled(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The town on SQLite, which alone takes texts longer than their columns."""
    return town_on("sqlite", databases, tmp_path_factory.mktemp("built"))


@dataclass
class Plan:
    """Which pages are worth another look: those with a text that this sort of page has not shown this visitor before."""

    frame: dict[str, set[str]]
    known: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    kept: list[Page] = field(default_factory=list)

    def new(self, page: Page, sort: str, texts: set[str]) -> bool:
        name = page[0]
        before = self.known.get((name, sort))
        if before is not None and texts <= before:
            return False
        self.known[name, sort] = texts | (before or set())
        if texts - self.frame[name]:
            self.kept.append(page)
        return True


def asked(visitor: Visitor, path: str) -> TestResponse:
    """The page that an address leads to; where signing in is asked for, that is all there is."""
    answer = visitor.get(path)
    while answer.status_code in (301, 302) and not answer.headers["Location"].startswith("/sign-in"):
        answer = visitor.get(answer.headers["Location"])
    return answer


def documents(answer: TestResponse) -> Iterator[str]:
    """What of an answer a browser or a feed reader shows as HTML."""
    words = answer.get_data(as_text=True)
    if answer.mimetype == "text/html":
        yield words
    elif answer.mimetype.endswith("xml"):
        feed = ElementTree.fromstring(words.encode())  # noqa: S314 - our own
        yield from (node.text or "" for node in feed.iter() if node.get("type") == "html")


def look_around(
    town: Town, turn: int, pages: list[Page], marks: dict[str, str], shown: Frames
) -> tuple[Plan, set[str]]:
    """Shows the pages; the plan for the next round, and the columns that were seen."""

    def texts_of(answer: TestResponse) -> set[str]:
        return {marks[mark] for mark in MARK.findall(answer.get_data(as_text=True))}

    visitors = {name: town.browser_of(name) for name in VISITORS}
    plan = Plan({name: texts_of(visitor.get("/nothing")) for name, visitor in visitors.items()})
    for page in pages:
        name, endpoint, path = page
        answer = asked(visitors[name], path)
        assert answer.status_code < 500, page
        if plan.new(page, endpoint if answer.status_code == 200 else str(answer.status_code), texts_of(answer)):
            for html in documents(answer):
                shown.show(f"{turn} {name} {path}", html)
    return plan, set().union(*plan.known.values())


def test_no_script_runs(filled: Built, open_page: PageFactory, tmp_path: Path) -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 100
    shown, seen, pages = frames(open_page), set(), []
    marks: dict[str, str] = {}
    for turn in range(ROUNDS):
        with copy_of(filled, tmp_path / str(turn)) as town:
            furnish(town)
            marks = fill(town, turn)
            pages = pages or [(name, *one) for name in VISITORS for one in addresses(town)]
            plan, here = look_around(town, turn, pages, marks, shown)
            pages = plan.kept
            seen |= here
    assert shown.look() == []
    assert set(marks.values()) - seen == NOT_SHOWN


LAZY = re.compile(r"\b(?:_l|_ln|lazy_gettext|lazy_ngettext)\((?:[^()]|\([^()]*\))*\)", re.S)
CONSTANTS = re.compile(r"\b(min|max|num)=[A-Z0-9_.a-z]+")


def test_lazy_texts_take_no_words_of_anybody() -> None:
    """A lazy text counts as HTML that is safe, so a name put into one would be printed as it is."""
    app = Path(__file__).resolve().parents[2] / "app"
    found = [
        f"{path.relative_to(app)}: {call[:80]}"
        for path in app.rglob("*.py")
        for call in LAZY.findall(path.read_text("utf-8"))
        if re.search(r",\s*\w+=", CONSTANTS.sub("", call))
    ]
    assert found == []
