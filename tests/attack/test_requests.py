"""Requests that no page of ours sends: every POST and GET with what an attacker would put into it.

Never an error of ours (5xx), never a column that the form does not have, never anything without the form's token.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect as inspected

from app.accounts.models import Expertise, RoleGrant, User
from app.accounts.roles import Role
from app.extensions import db
from app.kit.clock import now
from tests.attack.crawling import addresses
from tests.attack.town import Town
from tests.databases import Databases
from tests.permissions.place import Place, opened
from tests.visiting import Visitor

NAUGHTY: list[str] = json.loads(
    (Path(__file__).parents[1] / "suites" / "naughty_strings" / "blns.json").read_text("utf-8")
)
COLUMNS = sorted(
    {column.key for mapper in db.Model.registry.mappers for column in inspected(mapper.class_).column_attrs}
)
HUGE = "9" * 40
GATED = frozenset({400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429})


@dataclass(frozen=True)
class Said:
    status_code: int
    text: str


def sent(place: Place, name: str, method: str, path: str, **more: Any) -> Said:
    """The answer; an error of ours as a 500 with its name, so that the rest is tried too."""
    try:
        answer = place.browsers[name].client.open(path, method=method, **more)
    except Exception as error:
        return Said(500, f"Traceback: {type(error).__name__} {error}"[:300])
    return Said(answer.status_code, answer.get_data(as_text=True))


@pytest.fixture(scope="module")
def place(town: Town, databases: Databases) -> Iterator[Place]:
    """With gus in every office at once, so that each form is reached."""
    with opened(town, databases, lambda: _in_every_office(town)) as found:
        yield found


def _in_every_office(town: Town) -> None:
    with town.acting("ada"):
        gus = db.session.get_one(User, town.ids["gus"])
        gus.is_spokesperson = True
        for role in (Role.LEAD, Role.MODERATOR, Role.ADMINISTRATOR):
            db.session.add(RoleGrant(user_id=gus.id, role=role))
        db.session.add(Expertise(user_id=gus.id, tag_id=1, until=now().replace(year=now().year + 1)))


def posts(town: Town) -> list[tuple[str, str]]:
    """One address of each POST route."""
    one: dict[str, str] = {}
    for endpoint, path in addresses(town, "POST"):
        one.setdefault(endpoint, path)
    return [
        (endpoint, path) for endpoint, path in one.items() if endpoint not in ("accounts.sign_out", "accounts.close")
    ]


SENSITIVE = ("email", "password_hash", "is_spokesperson", "is_employee", "suspended_until", "created_at", "team_id")


def privileges(town: Town) -> list[tuple[object, ...]]:
    with town.app.app_context():
        people = db.session.execute(
            db.select(*(getattr(User, name) for name in ("id", *SENSITIVE))).order_by(User.id)
        ).all()
        roles = db.session.execute(db.select(RoleGrant.user_id, RoleGrant.role)).all()
        db.session.rollback()
    return [*map(tuple, people), *sorted(map(tuple, roles))]


def attacks() -> dict[str, dict[str, object]]:
    fields = ("body", "title", "name", "text", "reason", "email", "words", "q")
    return {
        "every column of every table": {
            **dict.fromkeys(COLUMNS, "1"),
            "is_spokesperson": "1",
            "role": "administrator",
            "roles": "administrator",
        },
        "arrays": {f"{name}[]": ["a", "b"] for name in (*fields, "id", "role", "tags")},
        "doubled": {name: ["one", "two"] for name in (*fields, "measure", "rule", "seen", "revision", "once")},
        "huge numbers": dict.fromkeys(
            ("rule", "seen", "revision", "category", "product", "tag", "place", "up_to"), HUGE
        )
        | {"reports": f"{HUGE},{HUGE}", "answer": HUGE, "article": HUGE, "days": HUGE, "tags": HUGE, "window": HUGE},
        "nothing but NUL": dict.fromkeys((*fields, "rule", "seen", "slug", "cuts", "fact", "evidence"), "\x00"),
        "wrong types": dict.fromkeys(("rule", "seen", "revision", "category", "product", "expires", "number"), "-1e9"),
        "a megabyte": dict.fromkeys(("body", "text", "reason", "cuts"), "a" * 250_000),
    }


@pytest.mark.parametrize("attack", list(attacks()))
@pytest.mark.parametrize("name", ["ben", "gus"])
def test_no_form_breaks_or_gives_more_than_it_has(place: Place, name: str, attack: str) -> None:
    before = privileges(place.town)
    broken = []
    for endpoint, path in posts(place.town):
        data = {"csrf_token": place.tokens[name], **attacks()[attack]}
        answer = sent(place, name, "POST", path, data=data)
        if answer.status_code >= 500:
            broken.append((endpoint, path, answer.text[:200]))
    after = privileges(place.town)
    place.put_back()
    assert broken == []
    if name == "ben":
        assert after == before


def test_nothing_is_done_without_the_token(place: Place) -> None:
    """Not without one, with a wrong one, with another's, or with one in the address."""
    before = place.fingerprint()
    town = place.town
    taken = []
    for endpoint, path in posts(town):
        if endpoint == "notifications.unsubscribe":
            continue
        for name in ("guest", "gus"):
            others = place.tokens["ben"]
            for data, query in (({}, ""), ({"csrf_token": others}, ""), ({}, f"?csrf_token={place.tokens[name]}")):
                answer = sent(place, name, "POST", path + query, data={"body": "x", "title": "x", **data})
                if answer.status_code not in GATED:
                    taken.append((endpoint, name, answer.status_code, answer.text[:100]))
    changed = {table for table, digest in place.fingerprint().items() if digest != before[table]}
    place.put_back()
    assert taken == []
    assert changed == set()


@pytest.mark.parametrize("kind", ["json", "text", "broken multipart", "nothing"])
def test_other_bodies_are_refused(place: Place, kind: str) -> None:
    bodies = {
        "json": {"json": {"csrf_token": place.tokens["gus"], "body": ["x"], "is_spokesperson": True}},
        "text": {"data": "csrf_token=1", "content_type": "text/plain"},
        "broken multipart": {"data": b"--x\r\nbroken", "content_type": "multipart/form-data; boundary=x"},
        "nothing": {},
    }
    before = place.fingerprint()
    for endpoint, path in posts(place.town):
        if endpoint != "notifications.unsubscribe":
            answer = sent(place, "gus", "POST", path, **bodies[kind])
            assert answer.status_code in GATED, (endpoint, answer.status_code)
    assert place.fingerprint() == before


PARAMETERS = ("q", "page", "after", "product", "version", "category", "tag", "label", "language", "tab", "kind", "mine")
PARAMETERS += ("state", "sort", "act", "to", "back", "next", "title", "ground", "role", "words", "earlier", "solved")
LISTS = ("/", "/questions", "/tags/wifi", "/products/router-x200", "/search", "/articles", "/feeds/new.atom", "/tags")
LISTS += ("/questions/similar", "/questions/ask", "/reports/received", "/sign-in", "/register", "/gaps/new", "/logo")
LISTS += ("/notifications", "/moderation", "/moderation/log", "/admin/users", "/admin/brand/preview", "/brand.css")


def test_no_parameter_breaks_a_page(place: Place) -> None:
    """Naughty strings spread over pages and parameters; each parameter of each page doubled, as an array, as no text at all."""
    values = [*NAUGHTY, "a" * 10_000, HUGE, "-1", "1.5e309", "\x00", "%", "%00", "é" * 300, "' OR 1=1 --", "𝒳" * 50]
    broken = []
    for number, value in enumerate(values):
        path, name = LISTS[number % len(LISTS)], PARAMETERS[number % len(PARAMETERS)]
        answer = sent(place, "gus", "GET", path, query_string={name: value})
        if answer.status_code >= 500 or re.search(r"sqlite3|sqlalchemy|OperationalError|Traceback", answer.text):
            broken.append((path, name, value, answer.text[:200]))
    for path in LISTS:
        for name in PARAMETERS:
            answer = sent(place, "gus", "GET", f"{path}?{name}=a&{name}=b")
            if answer.status_code >= 500:
                broken.append((path, name, "doubled", answer.status_code))
        for form in ("{}[]=a", "{}=%ff%fe", "{}", "{}=%00"):
            answer = sent(place, "gus", "GET", f"{path}?" + "&".join(map(form.format, PARAMETERS)))
            if answer.status_code >= 500:
                broken.append((path, "all", form, answer.status_code))
    assert broken == []


@pytest.mark.parametrize(
    "path",
    ["/questions/{n}", "/posts/{n}", "/users/{n}", "/articles/{n}", "/answers/{n}/acceptance", "/decisions/{n}",
     "/moderation/reports/{n}", "/admin/users/{n}", "/admin/categories/{n}", "/cases/{n}", "/gaps/{n}",
     "/notifications/{n}", "/articles/1/versions/{n}", "/tags/{n}", "/products/{n}", "/unsubscribe/{n}", "/word/{n}",
     "/confirmation/{n}", "/password-reset/{n}", "/new-address/{n}", "/invitations/{n}", "/questions/held/{n}"],
)  # fmt: skip
def test_unknown_things_are_not_there(place: Place, path: str) -> None:
    for number in ("0", "999999", HUGE, "2147483648", "9223372036854775808", "%00", "..%2f..", "é", "a" * 3000):
        for name in ("guest", "gus"):
            answer = sent(place, name, "GET", path.replace("{n}", number))
            assert answer.status_code in {302, 400, 403, 404, 405, 410, 414, 422}, (number, name, answer.status_code)


def test_static_files_stay_in_their_folder(place: Place) -> None:
    client = place.browsers["guest"].client
    for path in ("../../config.py", "..%2f..%2fconfig.py", "%2e%2e/%2e%2e/config.py", "....//config.py", "/etc/passwd",
                 "..\\..\\config.py", "%00", "css/../../../config.py", "a" * 5000):  # fmt: skip
        answer = client.get(f"/static/{path}")
        assert answer.status_code in (301, 308, 400, 404)
        assert b"SECRET_KEY" not in answer.data


EVIL = ("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
        "///evil.example", "/%09/evil.example", "http:evil.example", "/\t/evil.example", " //evil.example",
        "https:/evil.example", "/..//evil.example", "%2f%2fevil.example", "/x\r\nSet-Cookie: a=b")  # fmt: skip


@pytest.mark.parametrize("target", EVIL)
def test_no_address_leads_away(place: Place, target: str) -> None:
    """Neither as `next` after signing in, nor on a page with a link back, nor after preferences."""
    town = place.town
    from urllib.parse import quote, urljoin, urlsplit

    visitor = Visitor(town.app)
    answer = visitor.post(
        f"/sign-in?next={quote(target)}",
        {"email": "gus@example.org", "password": "correct-horse-battery-7"},
        form_at=f"/sign-in?next={quote(target)}",
    )
    if answer.status_code == 302:
        where = urljoin("http://127.0.0.1/", answer.headers["Location"].replace("\\", "/"))
        assert urlsplit(where).hostname == "127.0.0.1"
        assert "Set-Cookie: a" not in str(answer.headers)
    page = place.browsers["guest"].client.get("/reports/received", query_string={"back": target}).get_data(as_text=True)
    assert not re.search(r"""href=["']?(//|https?:|javascript:|/\\)[^"']*evil""", page)
    for path in ("/preferences", "/register", "/sign-in", "/questions/ask"):
        page = place.browsers["guest"].client.get(path, query_string={"next": target, "back": target})
        assert "evil.example" not in page.headers.get("Location", "")
        assert not re.search(r"""(href|action)=["'](//|https?://evil|javascript:)""", page.get_data(as_text=True))


def test_the_map_of_routes_is_whole(app: Flask) -> None:
    assert len({rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}) > 60
