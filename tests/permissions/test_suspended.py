"""Staff who are suspended are, for every page and every button, a member who is suspended: nothing of their office is left.

Asked twice: row by row of the table, where the column of those who are blocked holds for them; and address by address, where
nothing may come back that would not if they had no role at all. Which database keeps it makes no difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from app.accounts.models import RoleGrant, User
from app.extensions import db
from app.kit import clock
from app.kit.clock import now
from tests.attack.crawling import addresses
from tests.attack.test_twins import TOKENS, WEEKDAY
from tests.attack.town import Built, Town, copy_of, town_on
from tests.databases import Databases
from tests.permissions.place import Place, opened
from tests.permissions.rows import ROWS, STAFF
from tests.permissions.test_table import expected, is_sign_in, sent_by
from tests.visiting import _TOKEN, Visitor

OFFICES = ("sam", "lea", "mia", "ada")
"""One of each; Sam is an agent who speaks for the company."""
OTHERWISE = {
    "accounts.close": "staff leave their office first, suspended or not",
    "accounts.profile": "says who holds which office",
    "labels.history": "says what a person was who set a label",
    "accounts.sign_ins": "the browsers of one town are not those of the other",
    "accounts.end_others": "ends what the others are asked with",
    "accounts.end_sign_in": "ends what the others are asked with",
    "accounts.sign_out": "ends what the others are asked with",
}


def _all(town: Town) -> list[int]:
    return [town.ids[name] for name in (*OFFICES, "gus")]


def suspend(town: Town) -> None:
    with town.acting("ann"):
        until = now() + timedelta(days=9)
        db.session.execute(update(User).where(User.id.in_(_all(town))).values(suspended_until=until))


def take_away(town: Town) -> None:
    """They never held a role."""
    with town.acting("ann"):
        db.session.execute(delete(RoleGrant).where(RoleGrant.user_id.in_(_all(town))))
        db.session.execute(update(User).where(User.id.in_(_all(town))).values(is_spokesperson=False))


@pytest.fixture(scope="module")
def whole(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return town_on("sqlite", databases, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def place(whole: Built, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    copied = copy_of(whole, tmp_path_factory.mktemp("suspended") / "copy")
    with copied as town, opened(town, databases, lambda: suspend(town)) as found:
        found.known["update_by"] = now().isoformat()
        yield found


@pytest.mark.parametrize("kind", sorted(STAFF))
def test_the_table_holds_for_them_as_for_whoever_is_blocked(place: Place, kind: str) -> None:
    done = []
    for action, asks in ROWS.items():
        for ask in asks:
            if (ask.only and kind not in ask.only) or expected(action, "blocked", ask) is not False:
                continue
            status, where, _page = sent_by(place, ask, kind) or (404, "", "")
            if status not in (403, 404, 422) and not is_sign_in(status, where):
                done.append((action, ask.method, ask.path, status))
    assert done == []
    assert place.fingerprint() == place.furnished


@dataclass
class Asker:
    """Somebody in one of the towns; a form is sent with its token and nothing else."""

    browser: Visitor
    token: str

    def gets(self, method: str, path: str) -> tuple[int, str, bytes]:
        sent = {"data": {"csrf_token": self.token}} if method == "POST" else {}
        answer = self.browser.client.open(path, method=method, **sent)
        page = TOKENS.sub(b"", answer.get_data()) if method == "GET" else b""
        return answer.status_code, answer.headers.get("Location", ""), page


def asker(town: Town, name: str) -> Asker:
    browser = town.browser_of(name)
    token = _TOKEN.search(browser.get("/preferences").get_data(as_text=True))
    assert token
    return Asker(browser, token[1])


@pytest.fixture(scope="module")
def towns(whole: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Town]]:
    """One where they hold their offices, one where they never did; suspended in both."""
    folder = tmp_path_factory.mktemp("towns")
    with copy_of(whole, folder / "one") as one, copy_of(whole, folder / "other") as other, clock.at(WEEKDAY):
        suspend(one)
        suspend(other)
        take_away(other)
        yield one, other


@pytest.mark.parametrize("name", OFFICES)
def test_no_address_gives_more_than_it_gives_a_member(towns: tuple[Town, Town], name: str) -> None:
    """The clock goes on meanwhile, so a page that differs is looked at a second time."""
    holding, never = (asker(town, name) for town in towns)
    more = []
    for method in ("GET", "POST"):
        for endpoint, path in addresses(towns[0], method):
            if endpoint in OTHERWISE or (got := holding.gets(method, path))[0] in (403, 404):
                continue
            if got != never.gets(method, path) and (
                method == "POST" or holding.gets(method, path) != never.gets(method, path)
            ):
                more.append((method, path, got[0]))
    assert more == []
