"""A dump becomes archived questions: complete, labelled with source and year, once, or not at all."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.models import Event, Owed
from app.extensions import db
from app.imports.models import ImportBatch
from app.knowledge.actions.drafting import draft_from_answer
from app.knowledge.actions.editing import submit
from app.knowledge.actions.publishing import publish
from app.knowledge.models import Article
from app.knowledge.queries import credited, visible_article
from app.labels.presenting import present
from app.posts.models import Origin, Post
from app.questions.models import Acceptance, Answer, Comment, Question, ThreadLink
from app.questions.queries import question_by_id, visible_answer
from tests.imports.small_dump import files_of, small_dump, write_folder, write_zip
from tests.knowledge.linked import articles_beside
from tests.world import World

GUEST = Guest()


def run(app: Flask, *args: Any) -> Result:
    return app.test_cli_runner().invoke(args=["import", "stackexchange", *map(str, args)])


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return write_zip(tmp_path / "small.zip", files_of(small_dump()))


def counts() -> dict[str, int]:
    models = (User, Question, Answer, Comment, Acceptance, ThreadLink, Origin, Event, Article, ImportBatch)
    return {model.__tablename__: db.session.scalar(select(func.count()).select_from(model)) for model in models}


def test_everything_is_taken_over_once(world: World, dump: Path) -> None:
    first = run(world.app, dump, "--source", "Small SE", "--host", "iot.stackexchange.com")
    assert first.exit_code == 0, first.output
    with world.looking():
        before = counts()
        assert before["questions"] > 0
        assert before["acceptances"] > 0
        assert before["events"] == 1
    second = run(world.app, dump, "--source", "Small SE", "--host", "iot.stackexchange.com")
    assert second.exit_code == 0, second.output
    assert "Added: " in first.output
    assert "Nothing new." in second.output
    assert "Added" not in second.output
    with world.looking():
        assert counts() == before


def test_imported_questions_are_archived_and_labelled(world: World, dump: Path) -> None:
    run(world.app, dump, "--source", "Small SE", "--host", "iot.stackexchange.com")
    with world.looking():
        for question in db.session.scalars(select(Question)):
            assert (question.owner_state, question.next_due_at) == (None, None)
            assert question.archived_at is not None
        solved = db.session.scalars(select(Acceptance)).first()
        answer = visible_answer(world.person("ben"), solved.answer_id)
        question = question_by_id(solved.question_id)
        shown = present([question, answer])
        year = answer.created_at.year
        assert str(shown[1].label.text) == (
            f"Solved it for the asker · community answer from Small SE, {year}, not reviewed by Acme"
        )
        assert shown[1].source_url.startswith("https://iot.stackexchange.com/a/")
        assert answer.author.email is None
        assert answer.source_format.value == "html"


def test_no_mail_is_owed_for_archived_threads(world: World, dump: Path) -> None:
    run(world.app, dump)
    with world.looking():
        names = set(db.session.scalars(select(Owed.name)))
        assert not {name for name in names if name.startswith("notifications")}


def test_new_posts_get_new_ids_afterwards(world: World, dump: Path) -> None:
    from tests import make

    run(world.app, dump)
    with world.acting("ann") as ann:
        assert make.question(ann).id == db.session.scalar(select(func.max(Post.id)))


def test_a_damaged_dump_changes_nothing(world: World, tmp_path: Path) -> None:
    files = files_of(small_dump())
    files["Comments.xml"] = files["Comments.xml"][: len(files["Comments.xml"]) // 2]
    with world.looking():
        before = counts()
    result = run(world.app, write_folder(tmp_path / "broken", files))
    assert result.exit_code == 1
    assert "Error:" in result.output
    with world.looking():
        assert counts() == before


def test_rows_left_out_are_listed(world: World, tmp_path: Path) -> None:
    tables = small_dump()
    tables["Comments"].append(
        {"Id": "9999", "PostId": "424242", "Text": "Where?", "CreationDate": "2015-01-01T00:00:00.000"}
    )
    listed = tmp_path / "problems.csv"
    result = run(world.app, write_folder(tmp_path / "odd", files_of(tables)), "--problems", listed)
    assert result.exit_code == 0, result.output
    assert "424242" in result.output
    assert "424242" in listed.read_text()


def test_an_accepted_answer_becomes_a_published_article(world: World, dump: Path) -> None:
    run(world.app, dump, "--source", "Small SE", "--host", "iot.stackexchange.com")
    with world.looking():
        answer_id = db.session.scalars(select(Acceptance.answer_id)).first()
    with world.acting("lea") as lea:
        article = draft_from_answer(lea, visible_answer(lea, answer_id))
        submit(lea, article)
        article_id = article.id
    with world.acting("ada") as ada:
        publish(ada, visible_article(ada, article_id), reason="Read and tried")
    with world.looking():
        article = visible_article(GUEST, article_id)
        shown = present([article])[0]
        assert str(shown.label.text).startswith("Community article · reviewed by Ada")
        assert "not Acme's statement" in str(shown.label.text)
        assert "scale" in shown.text
        assert {person.display_name for person in credited(article)} == {"Ada", "Bruno"}
        question_id = db.session.scalars(select(Acceptance.question_id)).first()
        assert articles_beside(question_id) == [article_id]
