"""The permission table, row by row, for every kind of visitor: who may, may; who may not gets a clear no, and nothing changes.

permissions.csv says it: Y yes, - no, o one's own, t one's team's, j with a reason that is kept, d by another person than
the writer, 2 by two persons. Tokens are not made yet.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.models import RoleGrant, User
from app.extensions import db
from app.labels.update_times import update_times
from tests.attack.town import Town
from tests.databases import Databases
from tests.permissions.place import KINDS, PEOPLE, Place, opened
from tests.permissions.rows import NOT_YET, OWN, PUBLIC, ROWS, WITH_ROW, Ask

_CSV = (Path(__file__).parent / "permissions.csv").read_text("utf-8")
TABLE: dict[str, dict[str, str]] = {row["action"]: row for row in csv.DictReader(_CSV.splitlines())}

STRICTER: dict[tuple[str, str], str] = {
    ("download case attachment", "admin"): "an administrator with a reason reads the words; images are not shown there",
    ("export case", "admin"): "an administrator with a reason reads it, and takes nothing along",
    ("own data export, delete account", "agent"): "staff leave their office first",
    ("own data export, delete account", "lead"): "staff leave their office first",
    ("own data export, delete account", "moderator"): "staff leave their office first",
    ("own data export, delete account", "admin"): "staff leave their office first",
    ("escalate public question to case (author consents)", "agent"): "agents say that it needs staff instead",
    ("escalate public question to case (author consents)", "lead"): "agents say that it needs staff instead",
}
"""Where the product says no, about others' things, though the table would say yes."""

ALWAYS = {("own data export, delete account", kind) for kind in ("agent", "lead", "moderator", "admin")}
"""No even about one's own."""

AS_THE_ASKER = {("escalate public question to case (author consents)", kind) for kind in ("moderator", "admin")}
"""Whoever asks a question asks for staff in it, whatever else they are; the table means others' questions."""

NO_OWN_CASE = frozenset({"agent", "lead", "moderator", "admin"})
"""Staff have no case of their own in the town."""


@pytest.fixture(scope="module")
def place(town: Town, databases: Databases) -> Iterator[Place]:
    with opened(town, databases) as found:
        with town.app.test_request_context():
            found.known["update_by"] = update_times()[1].isoformat()
        yield found


def needs_reason(action: str, kind: str, ask: Ask) -> bool:
    """What is read with a written reason alone: the page leads to where it is given."""
    return TABLE[action][kind] == "j" and ask.method == "GET" and ask.path.startswith("/cases/") and not ask.own


def expected(action: str, kind: str, ask: Ask) -> bool | None:
    """Whether the table lets them; None where the table says nothing of this request."""
    cell = TABLE[action][kind]
    if not ask.own and (action, kind) in STRICTER or (action, kind) in ALWAYS:
        return False
    if ask.own and (action, kind) in AS_THE_ASKER:
        return True
    if cell == "-" or needs_reason(action, kind, ask):
        return False
    if cell == "o":
        return ask.own
    return True if not ask.own or cell in "Yo" else None


def cases() -> Iterator[pytest.param]:
    for action, asks in ROWS.items():
        for number, ask in enumerate(asks):
            for kind in KINDS:
                if ask.only and kind not in ask.only:
                    continue
                yield pytest.param(action, ask, kind, id=f"{action[:40]}-{number}-{kind}")


def sent_by(place: Place, ask: Ask, kind: str) -> tuple[int, str, str] | None:
    person = dict(ask.by).get(kind, PEOPLE[kind])
    if ask.own and kind == "guest":
        return None
    path = place.path(ask.path, kind)
    if ask.own and "/cases/" in ask.path and kind in NO_OWN_CASE:
        return None
    data = {key: place.path(value, kind) for key, value in ask.data.items()}
    return place.send(person, ask.method, path, data, image=ask.image)


def is_sign_in(status: int, where: str) -> bool:
    return status == 401 or (status == 302 and where.startswith("/sign-in"))


@pytest.mark.parametrize(("action", "ask", "kind"), list(cases()))
def test_who_may_and_who_may_not(place: Place, action: str, ask: Ask, kind: str) -> None:
    before = place.furnished
    answered = sent_by(place, ask, kind)
    allowed = expected(action, kind, ask)
    if answered is None or allowed is None:
        return
    status, where, page = answered
    after = place.fingerprint()
    if after != before:
        place.put_back()
    changed = {name for name in after if after[name] != before[name]}
    if allowed:
        assert status in (200, 201, 301, 302), page[:3000]
        assert not is_sign_in(status, where)
        if ask.method == "POST":
            assert status == (201 if ask.image else 302), page
            assert changed - {"owed"} or "next" in ask.path, "it was accepted, but nothing came of it"
        return
    assert changed == set(), f"refused with {status}, but these tables changed"
    if needs_reason(action, kind, ask) and (action, kind) not in STRICTER:
        assert (status, where.partition("?")[0]) == (302, "/cases/look")
        assert place.town.email("ann") not in page
        return
    if kind == "guest":
        assert is_sign_in(status, where) or status == 404
        return
    assert status in (403, 404) or (status == 422 and ask.offered), f"{status} {where}"
    assert '"why"' in page if ask.image else "<h1" in page and "<p" in page


def test_every_row_is_tried_or_explained() -> None:
    assert set(TABLE) == set(ROWS) | set(NOT_YET)
    assert not set(ROWS) & set(NOT_YET)
    assert {action for action, _kind in STRICTER} <= set(ROWS)


def test_every_route_has_a_row(app: Flask) -> None:
    """Or is declared public, or about oneself. A new route fails here until somebody says who may use it."""
    adapter = app.url_map.bind("127.0.0.1")
    tried = set()
    for asks in ROWS.values():
        for ask in asks:
            pieces = ask.path.partition("?")[0].replace("}", "{").split("{")
            path = "".join("1" if place % 2 else piece for place, piece in enumerate(pieces))
            tried.add(adapter.match(path, method=ask.method)[0])
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    named = tried | PUBLIC | OWN | set(WITH_ROW)
    assert endpoints - named == set()
    assert (PUBLIC | OWN | set(WITH_ROW)) - endpoints == set()
    assert set(WITH_ROW.values()) <= set(ROWS)


def test_gates_fit_the_rows(app: Flask) -> None:
    """What is public is gated as public, and nothing else is but what the table opens to guests."""
    gates = {name: view.gate for name, view in app.view_functions.items()}  # type: ignore[attr-defined]
    assert {name for name in PUBLIC if gates[name] != "public"} == set()
    assert {name for name in OWN if gates[name] != "member"} == set()


def test_notes_are_for_agents(place: Place) -> None:
    for kind, may in (("agent", True), ("lead", True), ("moderator", False), ("admin", False), ("member", False)):
        _status, _where, page = place.send(PEOPLE[kind], "GET", place.path("/cases/{case_of_ann}", kind))
        assert ("casenotezq" in page) is may


def test_with_a_reason_an_administrator_reads_all_of_it(place: Place) -> None:
    """The address of the customer and the notes, by the same address that led away before."""
    case = place.path("/cases/{case_of_ann}", "admin")
    assert place.send("ada", "GET", case)[0] == 302
    data = {"case": place.known["case_of_ann"], "reason": "A complaint"}
    assert place.send("ada", "POST", "/cases/look", data)[:2] == (302, case)
    status, _where, page = place.send("ada", "GET", case)
    assert status == 200
    for read in ("casenotezq", "privatedetailszq", place.town.email("ann")):
        assert read in page
    assert "A complaint" in place.send("ann", "GET", case)[2]
    place.put_back()
    assert place.send("ada", "GET", case)[0] == 302


def test_an_agent_without_the_grant_makes_nothing_official(place: Place) -> None:
    ask = ROWS["make an answer official (only with the spokesperson grant)"][0]
    before = place.fingerprint()
    data = {key: place.path(value, "agent") for key, value in ask.data.items()}
    status, _where, page = place.send("gus", "POST", place.path(ask.path, "agent"), data)
    assert status == 403
    assert "Only a spokesperson" in page
    assert place.fingerprint() == before


def test_what_takes_two_is_not_done_by_one(place: Place) -> None:
    """The first administrator's word is kept as a proposal, and nothing else happens."""
    for action in ("grant admin", "suspend staff, moderator, admin"):
        ask = ROWS[action][0]
        data = {key: place.path(value, "admin") for key, value in ask.data.items()}
        assert place.send("ada", "POST", place.path(ask.path, "admin"), data)[0] == 302
        with place.town.app.app_context():
            assert db.session.get(RoleGrant, (place.town.ids["ann"], "administrator")) is None
            assert db.session.get_one(User, place.town.ids["sam"]).suspended_until is None
            db.session.rollback()
        place.put_back()


def test_nobody_votes_for_themself(place: Place) -> None:
    for kind in ("member", "expert"):
        assert place.send(PEOPLE[kind], "POST", place.path("/posts/{my_answer}/vote", kind))[0] == 403
