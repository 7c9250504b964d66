"""Pages kept for guests: served without work, and never older than the last change, in whatever process it was made."""

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import event

from app.accounts.queries import actor
from app.extensions import db
from app.kit import edge
from app.labels.actions import verify
from app.questions.queries import visible_answer
from app.site.pagecache import keys_of
from tests import make
from tests.services.web import running_site
from tests.visiting import Visitor
from tests.world import World

UNREVIEWED = "not reviewed by Acme"
CONFIRMED = "confirmed by Acme for Router X200"


@pytest.fixture
def thread(world: World) -> tuple[str, int]:
    """A question with ten answers: its address, and the first answer's id."""
    with world.acting("ann") as ann:
        question = make.question(ann)
        path, question_id = f"/questions/{question.id}/router-drops-the-line-every-evening", question.id
    first = 0
    for number in range(10):
        with world.acting("ben") as ben:
            posted = make.answer(ben, make.question_by_id(question_id), body=f"Answer {number}")
            first = first or posted.id
    return path, first


def confirm(world: World, answer_id: int) -> None:
    with world.acting("gus") as gus:
        verify(gus, visible_answer(gus, answer_id), scope="Router X200", evidence="Tested in the lab")


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/", ("site", "lists")),
        ("/questions", ("site", "lists")),
        ("/questions/12/why-not", ("site", "thread:12")),
        ("/articles/7/-", ("site", "thread:7")),
        ("/questions/12/why-not/answer", None),
        ("/search", None),
        ("/settings", None),
    ],
)
def test_what_a_page_depends_on(path: str, keys: tuple[str, ...] | None) -> None:
    assert keys_of(path) == keys


def test_the_second_guest_costs_one_query(world: World, visitor: Visitor, thread: tuple[str, int]) -> None:
    path, _answer = thread
    first = visitor.get(path)
    assert first.status_code == 200
    said: list[str] = []
    with world.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    second = visitor.get(path)
    assert second.data == first.data
    assert [statement.split()[0] for statement in said if not statement.startswith("BEGIN")] == ["SELECT"]


def test_the_etag_answers_304_until_something_changes(world: World, visitor: Visitor, thread: tuple[str, int]) -> None:
    path, answer_id = thread
    tag = visitor.get(path).headers["ETag"]
    assert visitor.get(path, headers={"If-None-Match": tag}).status_code == 304
    confirm(world, answer_id)
    changed = visitor.get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert CONFIRMED in changed.get_data(as_text=True)


def test_languages_and_colours_are_kept_apart(visitor: Visitor, thread: tuple[str, int]) -> None:
    path, _answer = thread
    english = visitor.text(path)
    italian = visitor.get(path, headers={"Accept-Language": "it"}).get_data(as_text=True)
    assert "Risposta della community" in italian
    assert "Risposta della community" not in english
    assert 'data-theme="dark"' not in english
    visitor.client.set_cookie("theme", "dark")
    assert 'data-theme="dark"' in visitor.text(path)
    visitor.client.delete_cookie("theme")
    assert visitor.text(path) == english


def test_who_is_signed_in_gets_no_kept_page(world: World, visitor: Visitor, thread: tuple[str, int]) -> None:
    path, _answer = thread
    guest = visitor.text(path)
    member = Visitor(world.app).signed_in_as(world.email("ann"))
    page = member.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Ann" in page.get_data(as_text=True)
    assert page.get_data(as_text=True) != guest


def _get(base: str, path: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=20)
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read().decode()
    finally:
        connection.close()


def test_a_label_change_shows_at_once_in_two_worker_processes(
    world: World, tmp_path: Path, thread: tuple[str, int]
) -> None:
    path, answer_id = thread
    url = world.app.config["SQLALCHEMY_DATABASE_URI"]
    site = tmp_path / "site"
    site.mkdir()
    with running_site(url, site, workers=2) as base:
        for _ in range(30):
            assert CONFIRMED not in _get(base, path)
        with world.app.app_context(), edge.transaction():
            gus = actor(world.ids["gus"])
            verify(gus, visible_answer(gus, answer_id), scope="Router X200", evidence="Tested in the lab")
        for _ in range(30):
            assert CONFIRMED in _get(base, path)
