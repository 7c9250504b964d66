"""A thousand cases, a secret in every private text of each: looked for by every kind of visitor on every page, in search, feeds,
mails, events and the index. None is found by anybody whom it does not concern, and each by whoever it does."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Text, cast, func, select

from app.activity.models import Event, Owed
from app.cases.actions import working
from app.cases.models import Case
from app.cases.states import CaseState
from app.extensions import db
from app.notifications.models import Notification
from app.search import index
from tests.attack.crawling import addresses
from tests.attack.fixtures import copy_of
from tests.attack.test_canaries import index_of, mails
from tests.attack.town import Built
from tests.attack.walled import CODES, SECRET, Walled, private_tables, walled, words_of
from tests.notifications.mails import html_of, text_of, work

OUTSIDE = ("guest", "ben", "mia")
INSIDE = ("ann", "new", "ivy", "gus", "tom", "lea", "ada")
NOT_SHOWN = {
    "held_cases.name": "nobody reads it before the address is confirmed",
    "held_cases.content": "the same",
    "case_messages.source": "its rendering is shown; experts read it redacted",
    "case_notes.source": "its rendering is shown",
    "waiting_replies.sent": "what went out stands in the conversation",
    "waiting_replies.put_in": "a count for those who care for prepared texts",
    "waiting_replies.needed": "with the reply, where it is looked over",
    "waiting_replies.scope": "of a public answer alone",
}
WHOLE = {"cases.show", "cases.as_expert", "cases.export_page", "cases.export_json"}
"""What shows all that was said in a case: asked for of each of them. Pages about one thing in it share the cases out among
them, each sort another third."""
_found: dict[str, set[str]] = {}


@pytest.fixture(scope="module")
def wall(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walled]:
    with copy_of(built, tmp_path_factory.mktemp("wall") / "copy") as town:
        made = walled(town)
        with town.app.app_context():
            index.rebuild()
        yield made


def opened_one_by_one(wall: Walled, who: str) -> list[int]:
    """A case of each state of whoever is asking, or of others if they have none; what ivy is in, and ada looked into."""
    whose = who if who in ("ann", "new") else "cal"
    states = {case["state"]: number for number, case in wall.cases.items() if case["who"] == whose}
    private = next(number for number, case in wall.cases.items() if case["private"])
    return list(dict.fromkeys([*states.values(), min(wall.invited), wall.asked_in, *wall.looked, private]))


def paths(wall: Walled, who: str) -> list[str]:
    """One address of each kind; those about a case, or its question, for cases of the wall instead of the town's."""
    turn = 0
    town, found, known = wall.town, [], set()
    case, question = town.refs["case"], f"/{town.posts['zcase']}"
    numbers = opened_one_by_one(wall, who)
    for endpoint, path in addresses(town):
        if case in path:
            turn += 1
            asked = numbers if endpoint in WHOLE else numbers[turn % 3 :: 3]
            found += [path.replace(case, wall.cases[number]["reference"]) for number in asked]
        elif path.startswith("/questions") and (path.endswith(question) or f"{question}/" in path):
            found += [path.replace(question, f"/{number}", 1) for number in numbers[::3]]
        elif endpoint not in known or endpoint == "more":
            found.append(path)
            known.add(endpoint)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("who", [*OUTSIDE, *INSIDE])
def test_nobody_reads_what_is_not_theirs(wall: Walled, who: str) -> None:
    visitor = wall.town.browser_of(who)
    leaks, broken = set(), set()
    for path in paths(wall, who):
        answer = visitor.get(path, follow_redirects=path.startswith(("/articles/", "/questions/")))
        if answer.status_code >= 500:
            broken.add((path, answer.status_code))
        for found in set(SECRET.findall(answer.get_data(as_text=True) + str(answer.headers))):
            column = wall.secrets[found].column
            _found.setdefault(column, set()).add(who)
            if not wall.may_read(who, found):
                leaks.add((path, column, wall.cases.get(wall.secrets[found].case_id or 0, {}).get("state")))
    assert broken == set()
    assert sorted(map(str, leaks)) == []
    if who in OUTSIDE:
        assert who not in set().union(*_found.values())


def test_each_column_is_read_by_somebody(wall: Walled) -> None:
    """Or else it would not be known that the secrets can be found at all. Runs after the crawl."""
    if not _found:
        pytest.fail("the crawl has to run first: run the whole file")
    columns = {kept.column for kept in wall.secrets.values()}
    assert columns - set(_found) - set(NOT_SHOWN) == set()
    assert set(NOT_SHOWN) <= columns
    for column, who in (
        ("case_messages.html", {"ann", "gus", "lea", "ada"}),
        ("case_notes.html", {"gus", "lea", "ada"}),
    ):
        assert who <= _found[column], column


def test_every_column_of_a_case_has_its_secret(wall: Walled) -> None:
    """A table or a column that comes later is found by itself; what takes no secret is a code of ours."""
    assert len(wall.cases) == 1000
    for table in private_tables():
        for column in words_of(table):
            assert f"{table.name}.{column.name}" in {kept.column for kept in wall.secrets.values()}
    assert {"reference", "skill", "language", "locale", "email"} == CODES


@pytest.mark.parametrize("who", ["guest", "ben", "ann", "gus", "lea", "mia", "ada"])
def test_search_finds_none(wall: Walled, who: str) -> None:
    visitor = wall.town.browser_of(who)
    assert 'class="hit' in visitor.get("/search?q=wall").get_data(as_text=True)
    by_column: dict[str, str] = {}
    for found, kept in wall.secrets.items():
        by_column.setdefault(kept.column, found)
    for column, found in by_column.items():
        assert 'class="hit' not in visitor.get(f"/search?q={found}").get_data(as_text=True), column
        assert "<li" not in visitor.get(f"/questions/similar?q={found}+{found}").get_data(as_text=True), column


def test_nothing_of_it_is_in_the_index(wall: Walled) -> None:
    kept = index_of(wall.town)
    assert b"wall" in kept
    assert SECRET.findall(kept.decode("latin-1")) == []


def test_nothing_of_it_is_in_a_mail_an_event_or_owed_work(wall: Walled) -> None:
    """After everything that tells somebody of a case has happened to some, and the worker has told them."""
    _live(wall)
    with wall.town.looking():
        for model, column in (
            (Event, Event.data),
            (Owed, Owed.args),
            (Notification, Notification.params),
            (Owed, Owed.error),
        ):
            rows = db.session.scalars(select(cast(column, Text)).select_from(model))
            assert [row for row in rows if row and SECRET.search(row)] == [], model.__tablename__
        told = db.session.scalar(
            select(func.count()).select_from(Notification).where(Notification.url.contains("/cases/ca5e"))
        )
    assert told
    sent = [mail for mail in mails(wall.town) if "/cases/" in text_of(mail)]
    assert sent
    for mail in mails(wall.town):
        said = f"{mail['Subject']} {text_of(mail)} {html_of(mail)}"
        assert SECRET.findall(said) == [], (str(mail["To"]), str(mail["Subject"]))


def _live(wall: Walled) -> None:
    town = wall.town
    by_state = {
        state: [n for n, c in wall.cases.items() if c["state"] is state and c["who"] in ("ann", "cal")]
        for state in CaseState
    }

    def the(state: CaseState, at: int) -> Case:
        return db.session.get_one(Case, by_state[state][at])

    with town.acting("lea") as lea:
        working.reply(lea, the(CaseState.ASSIGNED, 0), body="An answer of staff.")
        working.reply(lea, the(CaseState.ASSIGNED, 1), body="We need something.", needed="The date")
        working.hand_back(lea, the(CaseState.ASSIGNED, 2), reason="Not mine")
        working.note(lea, the(CaseState.ASSIGNED, 3), body="A note")
    with town.acting("ann") as ann:
        mine = next(n for n in by_state[CaseState.WAITING_CUSTOMER] if wall.cases[n]["who"] == "ann")
        working.reply_as_customer(ann, db.session.get_one(Case, mine), body="Here it is.")
    work(town.app)
