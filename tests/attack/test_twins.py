"""Two communities that differ in one private thing show the same to everybody whom it does not concern, byte for byte.

A page says the time in minutes, so what differs is looked at a second time: only a real difference stays.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cases.actions import working
from app.cases.queries import visible_case
from app.decisions.actions import report
from app.decisions.models import Ground
from app.extensions import db
from app.kit import clock
from app.posts.models import Post
from app.questions import drafts
from tests.attack.crawling import addresses
from tests.attack.fixtures import copy_of
from tests.attack.town import Built, Town
from tests.visiting import Visitor

PRIVATE: dict[str, Callable[[Town], None]] = {}
TOKENS = re.compile(
    rb'name="(csrf_token|once)"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="(csrf_token|once)"|data-token="[^"]*"'
)
PROMISE = re.compile(rb"\b(by|until) (now|[A-Z][a-z]{2} )?\d\d:\d\d|<time datetime=[^>]*>[^<]*</time>")
"""Until when staff reply is promised in public, and a private word moves it: the one thing let through here."""
WEEKDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
SITE = (
    "questions",
    "knowledge",
    "site",
    "search",
    "labels",
    "more",
    "accounts.profile",
    "cases",
    "moderation",
    "admin",
)


def private(change: Callable[[Town], None]) -> Callable[[Town], None]:
    PRIVATE[change.__name__] = change
    return change


@private
def a_note_among_staff(town: Town) -> None:
    with town.acting("gus") as gus:
        working.note(gus, visible_case(gus, town.refs["case"]), body="Nobody else knows.")


@private
def a_word_of_the_customer(town: Town) -> None:
    with town.acting("ann") as ann:
        working.reply_as_customer(ann, visible_case(ann, town.refs["case"]), body="Between us.")


@private
def a_notice(town: Town) -> None:
    with town.acting("eve") as eve:
        subject = db.session.get_one(Post, town.posts["averified"])
        report(eve, subject, ground=Ground.WRONG, text="It is wrong.", good_faith=True)


@private
def an_answer_of_staff_in_private(town: Town) -> None:
    with town.acting("gus") as gus:
        case = visible_case(gus, town.refs["case"])
        working.reply(gus, case, body="Between us, from staff.")


@private
def a_draft(town: Town) -> None:
    with town.acting("ann") as ann:
        drafts.save(ann, "ask", {"title": ["Another title"], "body": ["Other words"]})


@pytest.fixture(params=list(PRIVATE))
def twins(request: pytest.FixtureRequest, built: Built, tmp_path: Path) -> Iterator[tuple[Town, Town]]:
    with copy_of(built, tmp_path / "one") as one, copy_of(built, tmp_path / "other") as other, clock.at(WEEKDAY):
        PRIVATE[request.param](other)
        yield one, other


def seen(visitor: Visitor, path: str) -> tuple[int, bytes, str, str]:
    answer = visitor.get(path, follow_redirects=True)
    headers = answer.headers
    return (
        answer.status_code,
        PROMISE.sub(b"", TOKENS.sub(b"", answer.get_data())),
        headers.get("ETag", ""),
        answer.request.path,
    )


@pytest.mark.parametrize("name", ["guest", "ben"])
def test_nobody_else_sees_a_difference(twins: tuple[Town, Town], name: str) -> None:
    one, other = twins
    first, second = one.browser_of(name), other.browser_of(name)
    concerned = re.compile(
        rf"/({one.posts['zcase']}|{one.posts['averified']}|{one.ids['ann']})(/|$)|{one.refs['case']}"
    )
    known: set[str] = set()
    different = []
    for endpoint, path in addresses(one):
        if not endpoint.startswith(SITE) or (endpoint in known and endpoint != "more" and not concerned.search(path)):
            continue
        known.add(endpoint)
        if all(seen(first, path) != seen(second, path) for _try in range(2)):
            different.append(path)
    assert different == []
