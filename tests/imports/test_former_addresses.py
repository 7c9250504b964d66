"""Old links lead to where things are now, for whoever may see them; a hidden thing answers like nothing."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.extensions import db
from app.posts.models import FormerAddress, Post
from app.questions.models import Answer, Question
from tests.imports.json_forum import answer, question
from tests.imports.test_jsonl import take
from tests.visiting import Visitor
from tests.world import World


@pytest.fixture
def taken(world: World, tmp_path: Path) -> World:
    rows = [question(1401, title="A title"), question(1402, is_spam=True)]
    said = [
        answer(77, 1401, old_paths=["/t/a-title/9/2"]),
        answer(78, 1401, is_spam=True, old_paths=["/t/a-title/9/3"]),
        answer(79, 1402, old_paths=["/t/hidden/8/2"]),
    ]
    take(world, tmp_path, rows, said, "--old-path", "/{locale}/questions/{id}", "--old-path", "/view.php?t={id}")
    return world


def test_old_links_lead_to_the_present_place(taken: World) -> None:
    with taken.looking():
        thread = db.session.scalars(select(Question.id).order_by(Question.id)).first()
        said = db.session.scalars(select(Answer.id).order_by(Answer.id)).first()
    client = taken.app.test_client()
    here = f"/questions/{thread}/a-title"
    for path, place in {
        "/en-US/questions/1401": here,
        "/it/questions/1401/un-titolo/?utm=1": here,
        "/questions/1401": here,
        "/view.php?t=1401": here,
        "/t/any-slug/9/2": f"{here}#post-{said}",
        "/t/9/2/?u=somebody": f"{here}#post-{said}",
    }.items():
        answered = client.get(path)
        assert (answered.status_code, answered.headers.get("Location")) == (301, place), path
    assert client.head("/en-US/questions/1401").status_code == 301
    assert client.get("/en-US/questions/1403").status_code == 404
    assert client.get("/view.php?t=1403").status_code == 404


def test_what_is_hidden_was_never_there(taken: World, visitor: Visitor) -> None:
    client = taken.app.test_client()
    nothing = client.get("/en-US/questions/9").get_data(as_text=True).replace("/en-US/questions/9", "")
    for path in ("/en-US/questions/1402", "/t/a-title/9/3", "/t/hidden/8/2"):
        answered = client.get(path)
        assert answered.status_code == 404, path
        assert "Location" not in answered.headers
        assert answered.get_data(as_text=True).replace(path, "") == nothing, path
    moderator = visitor.signed_in_as("mia@example.org")
    assert moderator.get("/en-US/questions/1402").status_code == 301


def test_the_first_to_have_an_address_keeps_it(taken: World, tmp_path: Path) -> None:
    with taken.looking():
        before = db.session.scalar(select(FormerAddress.post_id).where(FormerAddress.path == "/questions/1401"))
    take(taken, tmp_path / "other", [question(5, old_paths=["/questions/1401"])], [answer(6, 5)])
    with taken.looking():
        rows = select(FormerAddress.post_id).where(FormerAddress.path == "/questions/1401")
        assert db.session.scalars(rows).all() == [before]
        assert db.session.get(Post, before) is not None
