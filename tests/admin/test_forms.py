"""Every form of the administration with what nobody should send: a sentence, the right status, and nothing changed."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.activity.models import Event, Owed
from app.extensions import db
from app.kit.clock import now
from tests.admin.conftest import Signed
from tests.world import World

CATEGORY = {"name": "Wi-Fi", "slug": "", "about": "", "window": "8", "place": "2"}
PRODUCT = {"name": "Hub 3", "slug": "", "about": "", "place": "2"}
RULE = {"number": "2", "title": "Search first", "text": "", "title_it": "", "text_it": ""}
GOOD: dict[str, dict[str, str]] = {
    "/admin/brand": {"name": "Nova", "line": "", "colour": "#112233"},
    "/admin/categories/new": CATEGORY,
    "/admin/categories/1": CATEGORY,
    "/admin/products/new": PRODUCT,
    "/admin/products/1": PRODUCT,
    "/admin/products/1/versions": {"name": "firmware 5"},
    "/admin/products/1/lots": {"names": "L1 L2"},
    "/admin/tags": {"slug": "esim", "about": ""},
    "/admin/tags/1": {"about": "Wireless"},
    "/admin/rules/new": RULE,
    "/admin/pages/terms": {"en": "Be good.", "it": ""},
    "/admin/invitations": {"email": "laura@example.org", "role": "agent"},
    "/admin/users/1/topics": {"tag": "1"},
    "/admin/jobs/1/another-try": {"why": "fixed"},
    "/admin/jobs/1/removal": {"why": "other"},
}
BAD: list[tuple[str, dict[str, str]]] = [
    ("/admin/brand", {"name": ""}),
    ("/admin/brand", {"name": "x" * 61}),
    ("/admin/brand", {"colour": "url(x)"}),
    ("/admin/brand", {"colour": ""}),
    ("/admin/categories/new", {"name": "\u200b"}),
    ("/admin/categories/new", {"slug": "../x"}),
    ("/admin/categories/new", {"slug": "broadband"}),
    ("/admin/categories/new", {"window": "0.4"}),
    ("/admin/categories/new", {"window": "25"}),
    ("/admin/categories/new", {"window": "soon"}),
    ("/admin/categories/new", {"window": ""}),
    ("/admin/categories/new", {"place": ""}),
    ("/admin/categories/new", {"place": "-1"}),
    ("/admin/categories/new", {"place": "1.5"}),
    ("/admin/categories/new", {"place": "٣"}),
    ("/admin/categories/new", {"place": "9" * 30}),
    ("/admin/categories/1", {"window": "NaN"}),
    ("/admin/products/new", {"slug": "router-x200"}),
    ("/admin/products/new", {"name": "x" * 81}),
    ("/admin/products/1", {"name": ""}),
    ("/admin/products/1/versions", {"name": "firmware 4.1"}),
    ("/admin/products/1/versions", {"name": " "}),
    ("/admin/products/1/versions", {"name": "x" * 61}),
    ("/admin/products/1/lots", {"names": ","}),
    ("/admin/products/1/lots", {"names": "x" * 61}),
    ("/admin/tags", {"slug": "wifi"}),
    ("/admin/tags", {"slug": "Über straße"}),
    ("/admin/tags", {"slug": ""}),
    ("/admin/tags/1", {"about": "x" * 201}),
    ("/admin/rules/new", {"number": "1"}),
    ("/admin/rules/new", {"number": "0"}),
    ("/admin/rules/new", {"number": "1000"}),
    ("/admin/rules/new", {"title": ""}),
    ("/admin/rules/new", {"text": "x" * 4001}),
    ("/admin/pages/terms", {"en": "x" * 30_001}),
    ("/admin/invitations", {"email": "nobody"}),
    ("/admin/invitations", {"email": "gus@example.org"}),
    ("/admin/invitations", {"role": "administrator"}),
    ("/admin/invitations", {"role": ""}),
    ("/admin/users/1/topics", {"tag": "99"}),
    ("/admin/users/1/topics", {"tag": "x"}),
    ("/admin/users/1/topics", {"tag": ""}),
    ("/admin/users/4/topics", {"tag": "1"}),
    ("/admin/jobs/1/another-try", {"why": "done_by_hand"}),
    ("/admin/jobs/1/removal", {"why": "because"}),
]


@pytest.fixture
def ready(world: World) -> World:
    with world.acting("ada"):
        db.session.add(Owed(name="a.job", set_aside_at=now(), error="x", tries=5))
        db.session.flush()
    return world


def _happened(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Event)) or 0


def test_what_cannot_be_taken_comes_back_with_a_sentence(app: Flask, ready: World, signed: Signed) -> None:
    ada, before = signed("ada"), _happened(app)
    token = ada.token()
    for path, change in BAD:
        data = {**GOOD.get(path, {"tag": "1"}), **change}
        response = ada.client.post(path, data={"csrf_token": token, **data})
        page = response.get_data(as_text=True)
        assert response.status_code in (403, 409, 422), (path, change, response.status_code)
        assert "to put right" in page or "notice warning" in page, (path, change)
        assert _happened(app) == before, (path, change)


def test_what_was_typed_comes_back(app: Flask, ready: World, signed: Signed) -> None:
    typed = {**CATEGORY, "name": "Smart <home>", "about": "Lamps & plugs", "window": "99"}
    response = signed("ada").post("/admin/categories/new", typed)
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert 'value="Smart &lt;home&gt;"' in page
    assert 'value="Lamps &amp; plugs"' in page


@pytest.mark.parametrize("path", GOOD)
def test_a_form_is_taken_once_whole_and_with_its_token(app: Flask, ready: World, signed: Signed, path: str) -> None:
    ada, good = signed("ada"), GOOD[path]
    token, before = ada.token(), _happened(app)
    first = next(iter(good))
    sendings: list[tuple[Any, dict[str, str]]] = [
        ({**good}, {}),
        ({**good, "csrf_token": "forged"}, {}),
        ({**good, "csrf_token": token, first: [good[first], "again"]}, {}),
    ]
    for data, more in sendings:
        assert ada.client.post(path, data=data, **more).status_code == 422, data
        assert _happened(app) == before, data
    assert ada.client.post(path, json={"csrf_token": token, **good}).status_code == 422
    assert _happened(app) == before
    done = ada.client.post(path, data={"csrf_token": token, **good})
    assert done.status_code == 302, done.get_data(as_text=True)[-3000:]
    assert _happened(app) > before


def test_unknown_ids_and_parameters_are_not_found(app: Flask, ready: World, signed: Signed) -> None:
    ada = signed("ada")
    for path in (
        "/admin/categories/99",
        "/admin/products/99",
        "/admin/tags/99",
        "/admin/users/99",
        "/admin/users/0",
        "/admin/users/999999999999",
        "/admin/users/x",
        "/admin/users/1/roles/king",
        "/admin/rules/99/retirement",
        "/admin/pages/cookies",
        "/admin/jobs/99/removal",
        "/admin/invitations/99/withdrawal",
        "/admin/approvals/99/agreement",
    ):
        assert ada.get(path).status_code == 404, path
    for query in ("q=" + "x" * 5000, "q=%00", "q=%F0%9F%92%A9", "q=a&q=b", "role=king", "role=agent&role=x", "q[]=1"):
        assert ada.get(f"/admin/users?{query}").status_code == 200, query
    for colour in ("", "red", "%23gggggg", "%3Cscript%3E", "%23" + "1" * 5000):
        page = ada.text(f"/admin/brand/preview?q={colour}")
        assert "<script" not in page
