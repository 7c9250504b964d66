"""Staff have it at once, and nobody else can tell why: private words that called them look like the asker's own request.

Two communities, the same question in both; in one the asker pressed "I need staff", in the other they wrote an order number
where staff alone read it. Every page, feed, list and mail of the others is the same, counts and ETags included.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from werkzeug.test import TestResponse

from app.cases.actions.opening import attach_private_details
from app.cases.desk.models import DeskRule
from app.cases.severity import Severity
from app.escalation.actions import request_staff
from app.extensions import db
from app.kit import clock
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Trigger
from tests import make
from tests.attack.fixtures import copy_of
from tests.attack.test_canaries import mails
from tests.attack.test_twins import TOKENS, WEEKDAY
from tests.attack.town import Built, Town
from tests.notifications.mails import html_of, text_of, work

OUTSIDERS = ("guest", "eve", "mia")
SIGNED = re.compile(r"/(unsubscribe|word)/[\w.~-]+|[\w.-]+@127\.0\.0\.1|token=[\w.-]+")
"""What differs in every mail: signed addresses and its own number."""

SECONDS = re.compile(rb"(T\d\d:\d\d):\d\d(\.\d+)?(Z|\+00:00)")
"""The two communities are built one after the other."""

WAYS: dict[str, Callable[[Town, Question], None]] = {}


def way(act: Callable[[Town, Question], None]) -> Callable[[Town, Question], None]:
    WAYS[act.__name__] = act
    return act


@way
def an_order_number(town: Town, question: Question) -> None:
    attach_private_details(town.person("ann"), question, text="My order number is AB-4711-2.")


@way
def a_grave_matter(town: Town, question: Question) -> None:
    attach_private_details(town.person("ann"), question, text="The battery caught fire and my son is injured.")


@pytest.fixture(scope="module", params=list(WAYS))
def twins(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Town, Town, int]]:
    folder = tmp_path_factory.mktemp(request.param)
    with copy_of(built, folder / "one") as one, copy_of(built, folder / "other") as other, clock.at(WEEKDAY):
        numbers = set()
        for town in (one, other):
            with town.acting("lea"):
                db.session.add(DeskRule(trigger=Trigger.SAFETY_OR_ACCOUNT, severity=Severity.S1))
            with town.acting("ann") as ann:
                question = make.question(ann, title="Where is the manual?", body="I look for it.")
                if town is one:
                    request_staff(ann, question, reason="Please")
                else:
                    WAYS[request.param](other, question)
                numbers.add(question.id)
            work(town.app)
        yield one, other, numbers.pop()
        assert not numbers


def read(answer: TestResponse) -> bytes:
    return TOKENS.sub(b"", answer.get_data())


def to_the_minute(page: bytes) -> bytes:
    return SECONDS.sub(rb"\1", page)


def paths_of(number: int) -> list[str]:
    own = [
        f"/questions/{number}",
        f"/feeds/questions/{number}.atom",
        f"/questions/{number}/fresh?after=0",
        f"/posts/{number}/history",
    ]
    lists = [
        "/",
        "/questions",
        "/questions?tab=waiting",
        "/questions?tab=new",
        "/tags/wifi",
        "/products/router-x200",
        "/feeds/new.atom",
    ]
    return [
        *own,
        *lists,
        "/search?q=manual",
        "/questions/similar?q=where+is+the+manual",
        "/sitemap.xml",
        "/moderation/log",
    ]


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nobody_else_can_tell_why(twins: tuple[Town, Town, int], name: str) -> None:
    one, other, number = twins
    for language in ("en", "it"):
        browsers = one.browser_of(name), other.browser_of(name)
        for path in paths_of(number):
            first, second = (
                browser.get(path, follow_redirects=True, headers={"Accept-Language": language}) for browser in browsers
            )
            assert first.status_code == second.status_code, path
            assert to_the_minute(read(first)) == to_the_minute(read(second)), path
            if read(first) == read(second):
                assert first.headers.get("ETag") == second.headers.get("ETag"), path


def test_the_sentence_for_others_and_the_true_one(twins: tuple[Town, Town, int]) -> None:
    _one, other, number = twins
    for name, said in (
        ("guest", "it is for staff"),
        ("mia", "it is for staff"),
        ("ann", "safety or account"),
        ("gus", "safety or account"),
    ):
        page = other.browser_of(name).get(f"/questions/{number}", follow_redirects=True).get_data(as_text=True)
        story = page.partition('class="timeline"')[2].partition("</section>")[0]
        assert said in story, name
        assert "Handed over to Acme Support" in story
    with other.looking():
        assert question_by_id(number).trigger is Trigger.SAFETY_OR_ACCOUNT


def test_mails_to_others_are_the_same(twins: tuple[Town, Town, int]) -> None:
    def sent(town: Town) -> list[str]:
        to_others = [mail for mail in mails(town) if "ann@example.org" not in mail["To"]]
        return sorted(
            SIGNED.sub("", f"{mail['To']} {mail['Subject']} {text_of(mail)} {html_of(mail)}") for mail in to_others
        )

    one, other, _number = twins
    assert sent(one)
    assert sent(one) == sent(other)
