"""Every view of a community whose every text is naughty strings: pages, feeds, data and mails stay whole, and say it as it was typed.

Each stored text holds strings up to its limit, at most 2,000 characters; over the rows of a column come other ones.
"""

import re
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.activity.models import Owed
from app.extensions import db
from app.jobs.worker import UNKNOWN
from app.kit.forms import tidy
from app.questions.actions.answering import answer
from app.questions.queries import question_by_id
from app.search.analysis import composed
from tests.attack.crawling import addresses
from tests.attack.naughty.everywhere import fill
from tests.attack.naughty.filling_in import same, visible
from tests.attack.naughty.reading import answer_of, words_of
from tests.attack.naughty.strings import alone, packs
from tests.attack.test_canaries import mails
from tests.attack.town import Town
from tests.notifications.mails import html_of, text_of, work
from tests.visiting import Visitor

MARK = re.compile(r"zq\d{4}zq")
VISITORS = ("guest", "ann", "gus")
FINE = {200, 301, 302, 303, 304, 308, 401, 403, 404, 405, 409, 410, 422}
NEVER_WHOLE = {"drafts.content", "held_posts.content", "posts.text"}
"""JSON whose parts fill a form or make a post; and the plain words of a post, of which lists show the beginning."""
ASKED = {"/search": 100, "/questions/similar": 200, "/search/suggestions": 60}
"""Pages that search, and how long the texts are in which each gets all strings; /search gets many by themselves too."""
Marks = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def headers(town: Town) -> set[str]:
    """Those of the mails of a community with ordinary words."""
    return {name for mail in mails(town) for name in mail}


@pytest.fixture(scope="module")
def marks(town: Town, headers: set[str]) -> Marks:
    assert headers
    return fill(town)


@dataclass
class Look:
    """One visitor's way through all pages."""

    visitor: Visitor
    marks: Marks
    known: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def at(self, endpoint: str, path: str) -> None:
        answer = self.visitor.get(path)
        if answer.status_code in (301, 302) and not answer.headers["Location"].startswith("/sign-in"):
            answer = self.visitor.get(answer.headers["Location"])
        if answer.status_code not in FINE:
            self.wrong.append(f"{path}: {answer.status_code}")
            return
        found = MARK.findall(answer.get_data().decode("utf-8"))
        texts = frozenset(self.marks[mark][0] for mark in found if mark in self.marks)
        if (endpoint, texts) in self.known:
            return
        self.known.add((endpoint, texts))
        said, faults = answer_of(answer)
        self.wrong += [f"{path}: {fault}" for fault in faults[:3]]
        for mark in found:
            if mark in self.marks:
                column, written = self.marks[mark]
                self.seen.add(column)
                if same(written) in said:
                    self.whole.add(column)


_seen: dict[str, Look] = {}


@pytest.mark.parametrize("name", VISITORS)
def test_every_view_stays_whole(town: Town, marks: Marks, name: str) -> None:
    look = Look(town.browser_of(name), marks)
    for endpoint, path in addresses(town):
        try:
            look.at(endpoint, path)
        except Exception as error:
            look.wrong.append(f"{path}: {type(error).__name__} {error}"[:300])
    _seen[name] = look
    assert look.wrong == []


def test_what_is_shown_is_shown_as_it_was_typed(marks: Marks) -> None:
    """Each column in at least one place; runs after the test above."""
    assert all(look.marks is marks for look in _seen.values())
    seen = set().union(*(look.seen for look in _seen.values()))
    whole = set().union(*(look.whole for look in _seen.values()))
    assert len(whole) > 50
    assert seen - whole == NEVER_WHOLE


@pytest.mark.parametrize("path", ASKED)
def test_every_string_can_be_looked_for(town: Town, marks: Marks, path: str) -> None:
    guest, turn = town.browser_of("guest"), count()
    wrong = []
    for words in [*packs(ASKED[path])[next(turn) :: 2], *(alone(0, 4) if path == "/search" else ())]:
        found = guest.get(f"{path}?{urlencode({'q': words})}")
        said, faults = answer_of(found)
        if found.status_code not in (200, 422) or faults:
            wrong.append(f"{words[:60]!r}: {found.status_code} {faults}")
        if path == "/search" and visible(composed(tidy(words))) not in visible(said):
            wrong.append(f"{words[:60]!r} is not what the page says was looked for")
    assert wrong == []


def test_mails_stay_whole(town: Town, marks: Marks, headers: set[str]) -> None:
    """With naughty titles, names and brand: no header more, a subject of one line, both parts readable."""
    known = {str(mail["Message-ID"]) for mail in mails(town)}
    with town.acting("ada"):
        for name, number in town.ids.items():
            db.session.get_one(User, number).email = f"{name}@example.org"
    with town.acting("ben") as ben:
        question = question_by_id(town.posts["zplain"])
        title = same(question.title)
        answer(ben, question, body="\n\n".join(packs(6000)))
    work(town.app, failing=True)
    with town.looking():
        errors = db.session.scalars(select(Owed.error).where(Owed.error.is_not(None), Owed.error != UNKNOWN))
        assert [error for error in errors if not MARK.search(error)] == []
    sent = [mail for mail in mails(town) if str(mail["Message-ID"]) not in known]
    assert sent
    for mail in sent:
        assert set(mail.keys()) <= headers
        assert len(mail["To"].addresses) == len(mail["From"].addresses) == 1
        assert "\n" not in str(mail["Subject"])
        assert [part.defects for part in mail.walk() if part.defects] == []
        said, faults = words_of(html_of(mail))
        assert faults == []
        assert title[:40] in said
        assert title[:40] in same(text_of(mail))
