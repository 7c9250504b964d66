"""The core that every reader writes through: whole threads, once, with all that is said of them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from app.accounts.models import User
from app.extensions import db
from app.imports.archive_rows import Person, ReplyRow, ThreadRow
from app.imports.desk import Desk
from app.imports.models import ImportBatch
from app.imports.running import take_over_threads
from app.posts.former import former_post, shape_of
from app.posts.kinds import PostKind, Standing
from app.posts.models import FormerAddress, Origin, Post, Revision
from app.questions.models import Acceptance, Answer, Comment, Question
from app.questions.states import State
from app.search.models import Dirty
from tests.world import World

ANNA, BRUNO = Person(foreign="user:anna", name="Anna"), Person(foreign="user:bruno", name="bruno@example.org")
DAY = datetime(2024, 5, 1, 12, tzinfo=UTC)


def reply(number: int, author: Person, **columns: object) -> ReplyRow:
    at = DAY + timedelta(hours=number)
    return ReplyRow(foreign=f"answer:{number}", author=author, at=at, body=f"<p>Reply {number}</p>", **columns)  # type: ignore[arg-type]


def thread(number: int, *replies: ReplyRow, **columns: object) -> ThreadRow:
    row = {
        "foreign": f"question:{number}",
        "author": ANNA,
        "at": DAY,
        "title": f"Question {number}",
        "body": "<p>The mail does not arrive and I do not know why.</p>",
        "old_paths": (f"/en-US/questions/{number}",),
        "product": "thunderbird",
        "tags": ("calendar", "privacy-and-security_1"),
        "replies": replies,
    }
    return ThreadRow(**{**row, **columns})  # type: ignore[arg-type]


def write(world: World, threads: Iterable[ThreadRow]) -> dict[str, int]:
    rows = list(threads)
    with world.app.app_context():
        desk = Desk(db.session(), "Old forum")
        return take_over_threads(
            desk, rows, category="archive", total=len(rows), progress=lambda _posts: None, problems={}
        )


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_thread_with_its_answers_and_comments(world: World) -> None:
    said = (
        reply(1, BRUNO, score=3),
        reply(2, ANNA, kind=PostKind.COMMENT, on="answer:1"),
        reply(3, ANNA, accepted_at=DAY + timedelta(hours=3)),
        reply(4, BRUNO, kind=PostKind.COMMENT),
    )
    added = write(world, [thread(1, *said), thread(2)])
    assert added == {"questions": 2, "answers": 2, "comments": 2, "accepted": 1, "users": 2}
    with world.looking():
        first, second = db.session.scalars(select(Question).order_by(Question.id))
        assert (first.state, first.answers_count, second.state) == (State.SOLVED, 2, State.OPEN)
        assert first.solved_at == DAY + timedelta(hours=3)
        assert first.active_at == DAY + timedelta(hours=4)
        assert first.archived_at is not None
        answers = list(db.session.scalars(select(Answer).order_by(Answer.id)))
        assert [answer.imported_score for answer in answers] == [3, 0]
        assert [comment.on_id for comment in db.session.scalars(select(Comment).order_by(Comment.id))] == [
            answers[0].id,
            first.id,
        ]
        acceptance = db.session.scalars(select(Acceptance)).one()
        assert (acceptance.answer_id, acceptance.by_id, acceptance.imported) == (answers[1].id, first.author_id, True)
        names = set(db.session.scalars(select(User.display_name).where(User.origin_id.is_not(None))))
        assert names == {"Anna", "bruno"}
        assert count(Revision) == count(Post) == 6
        assert former_post("/it/questions/1/why/") == first.id
        assert set(db.session.scalars(select(Dirty.id))) == {first.id, second.id}
        batch = db.session.scalars(select(ImportBatch)).one()
        assert (batch.position, batch.total, batch.done_at is not None) == (2, 2, True)


def test_a_second_run_adds_nothing_and_a_later_archive_what_is_new(world: World) -> None:
    write(world, [thread(1, reply(1, BRUNO))])
    with world.looking():
        before = [count(model) for model in (Post, Origin, User, Revision, FormerAddress, ImportBatch)]
    assert write(world, [thread(1, reply(1, BRUNO))]) == {}
    with world.looking():
        assert [count(model) for model in (Post, Origin, User, Revision, FormerAddress, ImportBatch)] == before
    later = reply(2, BRUNO, accepted_at=DAY + timedelta(days=1))
    assert write(world, [thread(1, reply(1, BRUNO), later)]) == {"answers": 1, "accepted": 1}
    with world.looking():
        question = db.session.scalars(select(Question)).one()
        assert (question.state, question.answers_count) == (State.SOLVED, 2)


def test_what_the_source_had_hidden_is_hidden(world: World) -> None:
    write(world, [thread(1, reply(1, BRUNO, spam=True)), thread(2, reply(2, BRUNO), spam=True)])
    with world.looking():
        standing = dict(db.session.execute(select(Origin.foreign_id, Post.standing).join(Post.origin)).all())
        assert standing == {
            "question:1": Standing.VISIBLE,
            "answer:1": Standing.HIDDEN,
            "question:2": Standing.HIDDEN,
            "answer:2": Standing.VISIBLE,
        }
        first = db.session.scalars(select(Question).order_by(Question.id)).first()
        assert (first.state, first.answers_count) == (State.OPEN, 0)
        assert set(db.session.scalars(select(Dirty.id))) == {first.id}


def test_shapes_of_former_addresses() -> None:
    assert shape_of("/en-US/questions/17") == shape_of("/questions/17/why-not/") == "/questions/17"
    assert shape_of("/t/some-title/7") == shape_of("/t/7/") == "/t/7"
    assert shape_of("/t/12-things/7/3") == shape_of("/t/7/3") == "/t/7/3"
    assert shape_of("/it/kb/come-fare") == "/kb/come-fare"
    assert shape_of("/viewtopic.php?t=5") == "/viewtopic.php?t=5"
    assert shape_of("no-path") is None
    assert shape_of("/" + "x" * 400) is None
