"""Questions and answers as JSON lines: what becomes of each row, and what is refused with which sentence."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app.accounts.actors import Guest
from app.catalogue.models import Product, Tag
from app.extensions import db
from app.imports.faults import ArchiveFault
from app.imports.jsonl.addresses import Addresses
from app.imports.jsonl.reading import JsonArchive
from app.labels.presenting import present_one
from app.posts.kinds import PostKind, Standing
from app.posts.models import Origin, Post
from app.questions.models import Acceptance, Comment, Question, ThreadTag
from app.questions.queries import visible_question
from app.questions.states import State
from tests.imports.json_forum import Rows, answer, question, write
from tests.world import World

Damage = Callable[[Path, Path], None]


def run(app: Flask, questions: Path, answers: Path, *more: Any) -> Result:
    args = ["import", "jsonl", "--questions", questions, "--answers", answers, "--source", "Old forum", *more]
    return app.test_cli_runner().invoke(args=[str(arg) for arg in args])


def take(world: World, folder: Path, questions: Rows, answers: Rows, *more: Any) -> Result:
    result = run(world.app, *write(folder, questions, answers), *more)
    assert result.exit_code == 0, result.output
    return result


def kinds() -> dict[str, tuple[PostKind, str | None]]:
    """Foreign id → kind, and the foreign id of what a comment is on."""
    origin = dict(db.session.execute(select(Post.id, Origin.foreign_id).join(Post.origin)).all())
    on = dict(db.session.execute(select(Comment.id, Comment.on_id)).all())
    return {
        origin[post_id]: (kind, origin.get(on.get(post_id)))
        for post_id, kind in db.session.execute(select(Post.id, Post.kind))
    }


def test_the_askers_own_replies(world: World, tmp_path: Path) -> None:
    said = [
        answer(3, 1, day=4, creator="anna"),
        answer(1, 1, day=2, creator="anna"),
        answer(2, 1, day=3),
        answer(4, 1, day=5, is_spam="true"),
        answer(5, 1, day=6, creator="anna"),
        answer(6, 2, creator="anna"),
    ]
    take(world, tmp_path, [question(1), question(2, solution="6")], said)
    with world.looking():
        assert kinds() == {
            "question:1": (PostKind.QUESTION, None),
            "answer:1": (PostKind.COMMENT, "question:1"),
            "answer:2": (PostKind.ANSWER, None),
            "answer:3": (PostKind.COMMENT, "answer:2"),
            "answer:4": (PostKind.ANSWER, None),
            "answer:5": (PostKind.COMMENT, "answer:2"),
            "question:2": (PostKind.QUESTION, None),
            "answer:6": (PostKind.ANSWER, None),
        }
        first, second = db.session.scalars(select(Question).order_by(Question.id))
        assert (first.state, first.answers_count) == (State.ANSWERED, 1)
        assert (second.state, second.answers_count) == (State.SOLVED, 1)
        assert db.session.scalars(select(Acceptance)).one().imported


def test_an_own_solution_is_not_counted_as_help(world: World, tmp_path: Path) -> None:
    asked = [question(1, solution="1"), question(2, creator="carla", solution="2")]
    take(world, tmp_path, asked, [answer(1, 1, creator="anna"), answer(2, 2, creator="anna")])
    with world.looking():
        person = db.session.scalars(select(Question.author_id).order_by(Question.id)).first()
    page = world.app.test_client().get(f"/users/{person}").get_data(as_text=True)
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "1 from an archive" in words


def test_columns_become_what_readers_see(world: World, tmp_path: Path) -> None:
    rows = [
        question(1, locale="it", tags=["privacy_1", "calendar"], num_votes="4", is_locked="true"),
        question(2, creator={"username": "zoe", "display_name": "Zoë"}, format="markdown", content="**Bold**"),
    ]
    where = "https://forum.example.org/{locale}/questions/{id}"
    take(world, tmp_path, rows, [answer(1, 1)], "--url", where, "--old-path", "/{locale}/questions/{id}")
    with world.looking():
        ids = list(db.session.scalars(select(Question.id).order_by(Question.id)))
        first, second = (visible_question(Guest(), ident) for ident in ids)
        assert (first.language, first.imported_score, first.locked_at is not None) == ("it", 4, True)
        assert first.origin.url == "https://forum.example.org/it/questions/1"
        names = select(Tag.slug).join(ThreadTag, ThreadTag.tag_id == Tag.id).where(ThreadTag.question_id == first.id)
        assert set(db.session.scalars(names)) == {"privacy", "calendar", "troubleshooting"}
        assert first.product.name == "Thunderbird"
        assert second.author.display_name == "Zoë"
        assert "<strong>Bold</strong>" in second.html
        assert "Old forum, 2023" in str(present_one(db.session.scalars(_with_origin(PostKind.ANSWER)).one()).label.text)
        assert db.session.scalar(select(func.count()).select_from(Product)) == 2


def _with_origin(kind: PostKind) -> Any:
    from sqlalchemy.orm import joinedload

    return select(Post).where(Post.kind == kind).options(joinedload(Post.author), joinedload(Post.origin))


def test_spam_is_in_no_page_list_or_feed(world: World, tmp_path: Path) -> None:
    rows = [question(1), question(2, title="Buy replica watches", is_spam=True)]
    take(world, tmp_path, rows, [answer(1, 1, content="<p>Cheap pills</p>", is_spam="true"), answer(2, 2)])
    with world.looking():
        hidden = list(db.session.scalars(select(Post).where(Post.standing == Standing.HIDDEN)))
        shown, spam = db.session.scalars(select(Question).order_by(Question.id))
        shown_id, spam_id = shown.id, spam.id
    assert len(hidden) == 2
    client = world.app.test_client()
    for path in ("/", "/questions", "/tags/fix-problems", "/products/thunderbird", "/feeds/new.atom"):
        assert "replica watches" not in client.get(path).get_data(as_text=True)
    assert client.get(f"/questions/{spam_id}/buy-replica-watches").status_code == 404
    thread = client.get(f"/questions/{shown_id}/mail-1-does-not-arrive")
    assert thread.status_code == 200
    assert "Cheap pills" not in thread.get_data(as_text=True)


def test_a_packed_archive_and_a_second_run(world: World, tmp_path: Path) -> None:
    files = write(tmp_path, [question(1), question(2)], [answer(1, 1), answer(2, 2)], packed=True)
    assert "Added: 2 questions, 2 answers, 2 users" in run(world.app, *files).output
    assert "Nothing new." in run(world.app, *files).output
    plain = write(tmp_path, [question(1), question(3)], [answer(1, 1)])
    assert "Added: 1 questions" in run(world.app, *plain).output


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 5])


def swap(questions: Path, answers: Path) -> None:
    held = questions.read_bytes()
    questions.write_bytes(answers.read_bytes())
    answers.write_bytes(held)


def append(path: Path, line: bytes) -> None:
    path.write_bytes(path.read_bytes() + line)


REFUSALS: list[tuple[str, bool, Damage, str]] = [
    ("packed and cut off", True, lambda _q, a: cut(a), "answers.jsonl.xz breaks off after line"),
    ("cut off in a line", False, lambda q, _a: cut(q), "Line 2 of questions.jsonl is not a JSON object"),
    ("answers as questions", False, swap, "Line 1 of questions.jsonl is an answer"),
    (
        "a question among answers",
        False,
        lambda q, a: append(a, q.read_bytes()),
        "Line 4 of answers.jsonl is a question",
    ),
    ("not JSON", False, lambda _q, a: append(a, b"{oops\n"), "Line 4 of answers.jsonl is not a JSON object"),
    ("a list", False, lambda q, _a: append(q, b"[1]\n"), "Line 4 of questions.jsonl is not a JSON object"),
    ("not UTF-8", False, lambda q, _a: append(q, b'{"id": "\xff"}\n'), "Line 4 of questions.jsonl is not in UTF-8"),
    ("empty", False, lambda _q, a: a.write_bytes(b"") and None, "answers.jsonl is empty"),
    ("missing", False, lambda q, _a: q.unlink(), "There is no file at"),
    (
        "no row fits",
        False,
        lambda q, _a: q.write_text('{"id": 1, "title": "x"}\n') and None,
        "Not one row of questions.jsonl",
    ),
]


@pytest.mark.parametrize(
    ("packed", "damage", "sentence"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_a_damaged_archive_is_refused(tmp_path: Path, packed: bool, damage: Damage, sentence: str) -> None:
    files = write(tmp_path, [question(n) for n in (1, 2, 3)], [answer(n, n) for n in (1, 2, 3)], packed=packed)
    damage(*files)
    with JsonArchive(*files, Addresses()) as archive, pytest.raises(ArchiveFault) as fault:
        archive.check()
    assert sentence in str(fault.value)


def test_a_refused_archive_changes_nothing(world: World, tmp_path: Path) -> None:
    files = write(tmp_path, [question(1)], [answer(1, 1)])
    append(files[1], b"{oops")
    result = run(world.app, *files)
    assert result.exit_code == 1
    assert "Error: Line 2 of answers.jsonl is not a JSON object" in result.output
    with world.looking():
        assert db.session.scalar(select(func.count()).select_from(Origin)) == 0


def test_bad_rows_are_left_out_and_listed(world: World, tmp_path: Path) -> None:
    questions = [
        question(1, solution="77"),
        question(1, title="The same id"),
        question(2, created="yesterday"),
        question(3, title=["a", "list"]),
        question(4, content="  "),
        question(5, content="x" * 600_000),
        question(6, locale=12, num_votes="many"),
        {**question(7), "id": None},
    ]
    answers = [answer(1, 1), answer(1, 1, content="<p>The same id</p>"), answer(2, 404), answer(3, 1, created=[1])]
    listed = tmp_path / "problems.csv"
    result = take(world, tmp_path, questions, answers, "--problems", listed)
    assert "Added: 2 questions, 1 answers" in result.output
    rows = listed.read_text().splitlines()[1:]
    assert [row.split(",")[:3] for row in rows] == [
        ["questions.jsonl", "2", "1"],
        ["questions.jsonl", "3", "2"],
        ["questions.jsonl", "4", "3"],
        ["questions.jsonl", "5", "4"],
        ["questions.jsonl", "6", "5"],
        ["questions.jsonl", "7", "6"],
        ["questions.jsonl", "7", "6"],
        ["questions.jsonl", "8", "None"],
        ["answers.jsonl", "2", "1"],
        ["answers.jsonl", "4", "3"],
        ["answers.jsonl", "3", "2"],
        ["questions.jsonl", "1", "1"],
    ]
    assert "answers.jsonl line 3: The answer belongs to question 404" in result.output
