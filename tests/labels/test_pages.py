"""The page of a label: only the acts allowed, every change seen at once, bad input refused with its words."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.claims.models import Flag
from app.extensions import db
from app.kit.clock import now
from app.labels.actions import status_of
from app.labels.algebra import Status
from app.labels.models import LabelChange
from app.posts.models import Post
from app.questions.models import Answer
from tests import make
from tests.visiting import Visitor
from tests.world import World

TEXT = "Restart the router. It always helps."


@pytest.fixture
def ids(world: World) -> dict[str, int]:
    with world.acting("ann") as ann:
        question = make.question(ann)
        peer = make.answer(world.person("ben"), question, body=TEXT)
        first = make.answer(world.person("sam"), question, body="Update from the app.")
        second = make.answer(world.person("gus"), question, body="Update, then restart.")
        return {"question": question.id, "peer": peer.id, "first": first.id, "second": second.id}


def signed_in(app: Flask, name: str) -> Visitor:
    return Visitor(app).signed_in_as(f"{name}@example.org")


def seen(world: World, post_id: int) -> str:
    with world.looking():
        query = select(LabelChange.id).where(LabelChange.post_id == post_id).order_by(LabelChange.id.desc())
        return str(db.session.scalars(query).first() or 0)


def status(world: World, post_id: int) -> Status:
    with world.looking():
        return status_of(db.session.get_one(Post, post_id))


@pytest.mark.parametrize(
    ("name", "acts"),
    [
        ("gus", {"verify", "unofficial", "dispute", "correct"}),
        ("lea", {"verify", "unofficial", "dispute", "correct"}),
        ("mia", {"unofficial", "dispute", "correct"}),
        ("eve", {"unofficial", "doubt"}),
    ],
)
def test_only_the_acts_allowed_are_offered(
    app: Flask, world: World, ids: dict[str, int], name: str, acts: set[str]
) -> None:
    visitor = signed_in(app, name)
    page = visitor.text(f"/posts/{ids['peer']}/label")
    assert {
        key
        for key in ("verify", "official", "unofficial", "dispute", "doubt", "correct", "lift")
        if f"act={key}" in page
    } == acts
    for key in {"verify", "official", "unofficial", "dispute", "doubt", "correct", "lift"} - acts:
        assert visitor.post(f"/posts/{ids['peer']}/label/{key}", {"seen": "0"}).status_code in (403, 404)
    assert status(world, ids["peer"]) is Status.UNREVIEWED


@pytest.mark.parametrize("name", ["ann", "ben", "new"])
def test_members_do_not_find_the_page(app: Flask, ids: dict[str, int], name: str) -> None:
    visitor = signed_in(app, name)
    assert visitor.get(f"/posts/{ids['peer']}/label").status_code == 404
    assert visitor.post(f"/posts/{ids['peer']}/label/lift", {"seen": "0", "reason": "x"}).status_code == 404


def test_a_confirmation_is_seen_at_once_on_kept_pages(
    app: Flask, world: World, ids: dict[str, int], visitor: Visitor
) -> None:
    thread = visitor.get(f"/questions/{ids['question']}").headers["Location"]
    assert "confirmed by Acme" not in visitor.text(thread)
    path = f"/posts/{ids['peer']}/label"
    given = {"scope": "Router X200", "versions": "firmware 4.1", "evidence": "Test", "seen": "0"}
    assert signed_in(app, "gus").post(f"{path}/verify", given, form_at=path).status_code == 302
    assert "confirmed by Acme for Router X200" in visitor.text(thread)
    log = visitor.text(f"{path}/history")
    assert "Not reviewed became Confirmed" in log
    assert "an agent" in log
    assert "Gus" not in log


def test_a_new_official_answer_names_the_one_it_supersedes(app: Flask, world: World, ids: dict[str, int]) -> None:
    sam = signed_in(app, "sam")
    given = {"scope": "Router X200", "evidence": "Release notes 4.2"}
    for name, earlier in (("first", None), ("second", ids["first"])):
        path = f"/posts/{ids[name]}/label"
        page = sam.text(f"{path}?act=official")
        assert (f"/posts/{earlier}" in page) if earlier else ("takes its place" not in page)
        sent = sam.post(f"{path}/official", {**given, "seen": seen(world, ids[name])}, form_at=path)
        assert sent.status_code == 302
    with world.looking():
        active = db.session.scalars(select(Answer).where(Answer.is_active_official.is_(True))).one()
        assert (active.id, active.supersedes_id) == (ids["second"], ids["first"])


def test_a_correction_can_be_looked_at_before_it_is_made(app: Flask, world: World, ids: dict[str, int]) -> None:
    mia, path = signed_in(app, "mia"), f"/posts/{ids['peer']}/label"
    given = {"fact": "It helps once.", "evidence": "Test", "seen": "0"}
    look = mia.post(f"{path}/correct", {**given, "look": "1"}, form_at=path)
    assert look.status_code == 200
    assert "Acme&#39;s correction: It helps once. Original below" in look.get_data(as_text=True)
    assert status(world, ids["peer"]) is Status.UNREVIEWED
    assert mia.post(f"{path}/correct", given, form_at=path).status_code == 302
    assert status(world, ids["peer"]) is Status.CORRECTED


def test_an_expert_marks_a_sentence(app: Flask, world: World, ids: dict[str, int]) -> None:
    eve, path = signed_in(app, "eve"), f"/posts/{ids['peer']}/label"
    assert "It always helps." in eve.text(f"{path}?act=unofficial")
    assert (
        eve.post(f"{path}/unofficial", {"sentence": "1", "reason": "No source", "seen": "0"}, form_at=path).status_code
        == 302
    )
    with world.looking():
        flag = db.session.scalars(select(Flag)).one()
        assert (flag.sentence, flag.flagged_by_id) == ("It always helps.", world.ids["eve"])


def test_the_second_to_change_a_label_is_told(app: Flask, world: World, ids: dict[str, int]) -> None:
    path = f"/posts/{ids['peer']}/label"
    mia, lea = signed_in(app, "mia"), signed_in(app, "lea")
    assert (
        mia.post(f"{path}/correct", {"fact": "No.", "evidence": "Test", "seen": "0"}, form_at=path).status_code == 302
    )
    late = lea.post(f"{path}/lift", {"reason": "It was right.", "seen": "0"}, form_at=path)
    assert late.status_code == 409
    assert "Somebody changed this label" in late.get_data(as_text=True)
    assert "It was right." in late.get_data(as_text=True)
    assert status(world, ids["peer"]) is Status.CORRECTED


def day(days: int) -> str:
    return (now() + timedelta(days=days)).date().isoformat()


FINE = {"scope": "X200", "evidence": "Test", "seen": "0"}
BAD: list[tuple[str, dict[str, Any]]] = [
    ("verify", {}),
    ("verify", {**FINE, "scope": " "}),
    ("verify", {**FINE, "evidence": ""}),
    ("verify", {**FINE, "scope": "x" * 201}),
    ("verify", {**FINE, "scope": ["X200", "X300"]}),
    ("verify", {**FINE, "expires": day(200)}),
    ("verify", {**FINE, "expires": day(-1)}),
    ("verify", {**FINE, "expires": "soon"}),
    ("verify", {**FINE, "seen": "x"}),
    ("verify", {**FINE, "seen": ""}),
    ("verify", {**FINE, "csrf_token": "stale"}),
    ("unofficial", {"sentence": "9", "reason": "Why", "seen": "0"}),
    ("unofficial", {"sentence": "1", "reason": "", "seen": "0"}),
    ("unofficial", {"sentence": "1", "reason": "x" * 501, "seen": "0"}),
    ("dispute", {"evidence": "Other reports", "update_by": "2020-01-01T00:00:00+00:00", "seen": "0"}),
    ("dispute", {"evidence": "", "seen": "0"}),
    ("correct", {"fact": "", "evidence": "Test", "seen": "0"}),
    ("correct", {"fact": "x" * 2001, "evidence": "Test", "seen": "0"}),
]


@pytest.mark.parametrize(("key", "given"), BAD)
def test_bad_input_changes_nothing_and_comes_back(
    app: Flask, world: World, ids: dict[str, int], key: str, given: dict[str, Any]
) -> None:
    path = f"/posts/{ids['peer']}/label"
    answer = signed_in(app, "gus").post(f"{path}/{key}", given, form_at=path)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'class="error"' in page or "notice error" in page
    assert status(world, ids["peer"]) is Status.UNREVIEWED
    if isinstance(given.get("fact"), str) and given["fact"]:
        assert given["fact"] in page


@pytest.mark.parametrize(
    "path", ["/posts/999/label", "/posts/999/label/history", "/posts/0/label", "/posts/x/label/history"]
)
def test_what_is_not_there_is_not_found(app: Flask, ids: dict[str, int], path: str) -> None:
    assert signed_in(app, "gus").get(path).status_code == 404


def test_an_unknown_act_is_not_found(app: Flask, ids: dict[str, int]) -> None:
    gus = signed_in(app, "gus")
    assert gus.post(f"/posts/{ids['peer']}/label/burn", {"seen": "0"}).status_code in (404, 405)
    assert gus.get(f"/posts/{ids['peer']}/label?act=burn").status_code == 200
