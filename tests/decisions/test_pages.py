"""Reporting, with an account or without; taking personal data out; reading what was decided."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.decisions.models import Report
from app.extensions import db
from app.kit.clock import now
from app.posts.models import Post
from tests import make
from tests.visiting import Visitor
from tests.world import World

FINE: dict[str, Any] = {"ground": "spam", "text": "Sells codes.", "good_faith": "y"}
WHO = {"name": "Zoe", "email": "zoe@example.org"}


@pytest.fixture
def post_id(world: World) -> int:
    with world.acting("ann") as ann:
        return make.answer(world.person("ben"), make.question(ann), body="Write to me at 555-0199.").id


def reports(world: World) -> list[tuple[str, int | None, str]]:
    with world.looking():
        return [(one.reporter_name, one.reporter_id, one.text) for one in db.session.scalars(select(Report))]


def signed_in(app: Flask, name: str) -> Visitor:
    return Visitor(app).signed_in_as(f"{name}@example.org")


def test_a_guest_reports_and_gets_a_receipt(world: World, post_id: int, visitor: Visitor) -> None:
    path = f"/posts/{post_id}/report"
    sent = visitor.post(path, {**FINE, **WHO}, form_at=path)
    assert sent.status_code == 302
    assert "We have your report" in visitor.text(sent.headers["Location"])
    assert reports(world) == [("Zoe", None, "Sells codes.")]


def test_the_same_form_sent_twice_is_one_report(world: World, post_id: int, visitor: Visitor) -> None:
    path = f"/posts/{post_id}/report"
    given = {**FINE, **WHO, "once": "the-same", "csrf_token": visitor.token(path)}
    places = {visitor.client.post(path, data=given).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert len(reports(world)) == 1


def test_a_member_reports_a_person_without_saying_who_they_are(app: Flask, world: World, post_id: int) -> None:
    path = f"/users/{world.ids['ben']}/report"
    ann = signed_in(app, "ann")
    assert 'name="email"' not in ann.text(path)
    assert ann.post(path, FINE, form_at=path).status_code == 302
    assert reports(world) == [("", world.ids["ann"], "Sells codes.")]


def test_a_suspended_person_still_reports(app: Flask, world: World, post_id: int) -> None:
    with world.acting("ann") as ann:
        ann.suspended_until = now() + timedelta(days=1)
    path = f"/posts/{post_id}/report"
    assert signed_in(app, "ann").post(path, FINE, form_at=path).status_code == 302


BAD: list[dict[str, Any]] = [
    {},
    {**FINE, **WHO, "ground": "boring"},
    {**FINE, **WHO, "ground": "house_rule"},
    {**FINE, **WHO, "rule": "999"},
    {**FINE, **WHO, "text": "  "},
    {**FINE, **WHO, "text": "x" * 5001},
    {**FINE, **WHO, "good_faith": ""},
    {**FINE, **WHO, "name": ""},
    {**FINE, **WHO, "name": "x" * 121},
    {**FINE, **WHO, "email": "nowhere"},
    {**FINE, **WHO, "email": ["a@example.org", "b@example.org"]},
    {**FINE, **WHO, "csrf_token": "stale"},
]


@pytest.mark.parametrize("given", BAD)
def test_bad_input_changes_nothing_and_comes_back(
    world: World, post_id: int, visitor: Visitor, given: dict[str, Any]
) -> None:
    path = f"/posts/{post_id}/report"
    data = {key: value for key, value in given.items() if value != ""}
    answer = visitor.post(path, data, form_at=path)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'class="error"' in page or "notice error" in page
    assert reports(world) == []
    text = given.get("text", "").strip()
    assert not text or text in page


def test_a_signed_in_person_gets_the_form_back_with_the_reason(app: Flask, world: World, post_id: int) -> None:
    path = f"/posts/{post_id}/report"
    answer = signed_in(app, "ann").post(path, {**FINE, "ground": "house_rule"}, form_at=path)
    assert answer.status_code == 422
    assert "Choose the rule it breaks." in answer.get_data(as_text=True)


def test_one_place_reports_ten_times_an_hour(app: Flask, world: World, post_id: int, visitor: Visitor) -> None:
    path = f"/posts/{post_id}/report"
    for number in range(10):
        sent = visitor.post(path, {**FINE, "name": "Zoe", "email": f"zoe{number}@example.org"}, form_at=path)
        assert sent.status_code == 302
    refused = visitor.post(path, {**FINE, **WHO}, form_at=path)
    assert refused.status_code == 429
    assert "Sells codes." in refused.get_data(as_text=True)
    assert len(reports(world)) == 10
    assert signed_in(visitor.app, "eve").post(path, FINE, form_at=path).status_code == 429


@pytest.mark.parametrize("path", ["/posts/999/report", "/users/999/report", "/posts/x/report", "/users/0/report"])
def test_what_is_not_there_is_not_found(world: World, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_one_does_not_report_ones_own(app: Flask, world: World, post_id: int) -> None:
    assert signed_in(app, "ben").get(f"/posts/{post_id}/report").status_code == 403


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "x" * 400])
def test_the_receipt_leads_nowhere_else(world: World, visitor: Visitor, back: str) -> None:
    page = visitor.get("/reports/received", query_string={"back": back}).get_data(as_text=True)
    assert "evil" not in page


def test_the_author_takes_personal_data_out(app: Flask, world: World, post_id: int) -> None:
    path = f"/posts/{post_id}/personal-data"
    ben = signed_in(app, "ben")
    wrong = ben.post(path, {"cuts": "not in it"}, form_at=path)
    assert wrong.status_code == 422
    assert "not in it" in wrong.get_data(as_text=True)
    assert ben.post(path, {"cuts": "555-0199"}, form_at=path).status_code == 302
    with world.looking():
        assert db.session.get_one(Post, post_id).source == "Write to me at […]."


def test_staff_say_why_and_others_do_not_find_it(app: Flask, world: World, post_id: int) -> None:
    path = f"/posts/{post_id}/personal-data"
    assert signed_in(app, "ann").get(path).status_code == 404
    gus = signed_in(app, "gus")
    assert gus.post(path, {"cuts": "555-0199"}, form_at=path).status_code == 422
    assert gus.post(path, {"cuts": "555-0199", "reason": "A number."}, form_at=path).status_code == 302
