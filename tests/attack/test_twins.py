"""Two communities that differ in one private thing show the same to everybody whom it does not concern, byte for byte.

Whatever is done later because of it is done in both before anybody looks. The clock goes on while they are looked at, so
what differs is looked at a second time: only a real difference stays.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.activity.models import PageVersion
from app.cases.actions import working
from app.cases.actions.privately import Wanted, open_privately
from app.cases.queries import visible_case
from app.decisions.actions import report
from app.decisions.models import Ground
from app.extensions import db
from app.kit import clock
from app.notifications.models import Notification
from app.posts.models import Post
from app.questions import drafts
from tests.attack.crawling import addresses
from tests.attack.fixtures import copy_of
from tests.attack.test_canaries import mails
from tests.attack.town import Built, Town
from tests.notifications.mails import work
from tests.visiting import Visitor

PRIVATE: dict[str, Callable[[Town], None]] = {}
TOKENS = re.compile(
    rb'name="(csrf_token|once)"[^>]*value="[^"]*"|value="[^"]*"[^>]*name="(csrf_token|once)"|data-token="[^"]*"'
)
WEEKDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
OF_THE_ANSWER = {"Set-Cookie", "Content-Length", "Date"}
"""Headers that are new with each answer, or follow from the tokens in it."""
OWN_BROWSERS = "accounts.sign_ins"
"""Where one looked from is each town's own."""
OUTSIDERS = ("guest", "eve")


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
    with town.acting("new") as new:
        subject = db.session.get_one(Post, town.posts["averified"])
        report(new, subject, ground=Ground.WRONG, text="It is wrong.", good_faith=True)


@private
def an_answer_of_staff_in_private(town: Town) -> None:
    with town.acting("gus") as gus:
        case = visible_case(gus, town.refs["case"])
        working.reply(gus, case, body="Between us, from staff.")


@private
def a_draft(town: Town) -> None:
    with town.acting("ann") as ann:
        drafts.save(ann, "ask", {"title": ["Another title"], "body": ["Other words"]})


@private
def a_private_case(town: Town) -> None:
    with town.acting("ann") as ann:
        open_privately(ann, Wanted(title="A lamp is red", body="The words are between us."))


@pytest.fixture(scope="module")
def one(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copy_of(built, tmp_path_factory.mktemp("one") / "copy") as town:
        yield town


@pytest.fixture(scope="module", params=list(PRIVATE))
def twins(
    request: pytest.FixtureRequest, one: Town, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Town, Town]]:
    with copy_of(built, tmp_path_factory.mktemp("other") / "copy") as other, clock.at(WEEKDAY):
        PRIVATE[request.param](other)
        work(one.app)
        work(other.app)
        yield one, other


Page = tuple[int, str, bytes, list[tuple[str, str]]]


@dataclass
class Reader:
    """Somebody who asks for pages; a guest without any cookie each time, as pages kept for guests are for."""

    town: Town
    own: Visitor | None
    seen: dict[str, Page] = field(default_factory=dict)

    def saw(self, path: str) -> Page:
        """As it was the first time, whoever compared with it then."""
        return self.seen.setdefault(path, self.seen.get(path) or self.sees(path))

    def sees(self, path: str) -> Page:
        visitor = self.own or Visitor(self.town.app)
        answer = visitor.get(path, follow_redirects=True)
        headers = sorted({(name, said) for name, said in answer.headers if name not in OF_THE_ANSWER})
        return answer.status_code, answer.request.path, TOKENS.sub(b"", answer.get_data()), headers


def reader(town: Town, name: str) -> Reader:
    return Reader(town, None if name == "guest" else town.browser_of(name))


@pytest.fixture(scope="module")
def readers(one: Town) -> dict[str, Reader]:
    """Of the community in which nothing happens."""
    return {name: reader(one, name) for name in OUTSIDERS}


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nobody_else_sees_a_difference(twins: tuple[Town, Town], readers: dict[str, Reader], name: str) -> None:
    (one, other), first = twins, readers[name]
    second = reader(other, name)
    concerned = re.compile(
        rf"/({one.posts['zcase']}|{one.posts['averified']}|{one.ids['ann']})(/|$)|{one.refs['case']}"
    )
    known = {OWN_BROWSERS}
    different = []
    for endpoint, path in addresses(one):
        if endpoint in known and endpoint != "more" and not concerned.search(path):
            continue
        known.add(endpoint)
        if first.saw(path) != second.sees(path) and first.sees(path) != second.sees(path):
            different.append(path)
    assert different == []


def test_nothing_that_is_counted_for_others_differs(twins: tuple[Town, Town]) -> None:
    """How often a page has changed is part of its address in every cache; what somebody is told of, of their badge."""
    assert counted(twins[0]) == counted(twins[1])


def counted(town: Town) -> tuple[object, ...]:
    others = [town.ids[name] for name in OUTSIDERS if name != "guest"]
    with town.looking():
        versions = db.session.execute(select(PageVersion.key, PageVersion.number).order_by(PageVersion.key)).all()
        told = db.session.scalar(select(func.count()).select_from(Notification).where(Notification.user_id.in_(others)))
    addressed = [str(mail["To"]) for mail in mails(town)]
    return versions, told, [addressed.count(town.email(name)) for name in OUTSIDERS]
