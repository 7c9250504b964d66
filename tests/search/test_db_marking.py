"""Every change of what can be found is marked with it, and the mark outlives whoever is killed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from flask import current_app
from sqlalchemy import select

from app.activity.models import Owed
from app.activity.registry import jobs
from app.extensions import db
from app.jobs import worker
from app.kit import edge
from app.kit.clock import now
from app.posts.actions import move_standing
from app.posts.events import PostEvent
from app.posts.kinds import Standing
from app.questions.actions.following import vote
from app.questions.queries import question_by_id, visible_answer
from app.search import index, marking
from app.search import jobs as search_jobs
from app.search.backend import Query
from app.search.models import Dirty
from app.search.postgres_backend.generations import hold_for_writing
from app.search.whoosh_backend.locks import exclusive
from tests import make
from tests.search.corpus import make_document
from tests.world import World


@pytest.fixture
def any_indexed(world: World) -> World:
    with world.app.app_context():
        index.rebuild()
    return world


def asked(world: World, title: str = "Router drops the line every evening") -> int:
    with world.acting("ann") as ann:
        return make.question(ann, title=title).id


def dirty() -> list[tuple[str, int]]:
    return [(row.kind, row.id) for row in db.session.scalars(select(Dirty).order_by(Dirty.kind, Dirty.id))]


def owed(name: str) -> int:
    return len(db.session.scalars(select(Owed.id).where(Owed.name == name)).all())


def found(words: str) -> list[int]:
    return [hit.id for hit in index.backend().search(Query(words=words)).hits]


def run_jobs(at_most: int = 50) -> None:
    """What is owed to search, as the worker runs it."""
    for _ in range(at_most):
        with edge.transaction() as session:
            one = session.scalars(select(Owed).where(Owed.name.like("search.%")).order_by(Owed.id)).first()
            if one is None:
                return
            jobs[one.name](**one.args)
            session.delete(one)


def test_a_question_is_marked_and_its_indexing_owed_once(any_indexed: World) -> None:
    first, second = asked(any_indexed), asked(any_indexed, "Another one")
    with any_indexed.looking():
        assert dirty() == [("question", first), ("question", second)]
        assert owed("search.jobs.reindex") == 1


def test_what_was_rolled_back_is_not_marked(any_indexed: World) -> None:
    def failing() -> None:
        with any_indexed.acting("ann") as ann:
            make.question(ann)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    with any_indexed.looking():
        assert dirty() == []
        assert owed("search.jobs.reindex") == 0


def test_the_worker_indexes_what_is_marked(any_indexed: World) -> None:
    question = asked(any_indexed)
    with any_indexed.app.app_context():
        worker.run_all()
        assert found("evening") == [question]
        assert dirty() == []
        assert owed("search.jobs.reindex") == 0


def test_every_word_of_a_thread_is_found(any_indexed: World) -> None:
    question = asked(any_indexed)
    with any_indexed.acting("ben") as ben:
        make.answer(ben, question_by_id(question), "Try the turbocharged profile.")
    with any_indexed.app.app_context():
        run_jobs()
        assert found("turbocharged") == found("router-x200") == found("wifi") == [question]


def test_a_vote_changes_nothing_to_find(any_indexed: World) -> None:
    question = asked(any_indexed)
    with any_indexed.acting("ben") as ben:
        answer = make.answer(ben, question_by_id(question)).id
    with any_indexed.app.app_context():
        run_jobs()
    with any_indexed.acting("ann") as ann:
        vote(ann, visible_answer(ann, answer))
    with any_indexed.looking():
        assert dirty() == []


def test_hidden_leaves_the_index_and_comes_back(any_indexed: World) -> None:
    question = asked(any_indexed)
    with any_indexed.app.app_context():
        run_jobs()
    for standing, event, expected in (
        (Standing.HIDDEN, PostEvent.HIDDEN, []),
        (Standing.VISIBLE, PostEvent.RESTORED, [question]),
    ):
        with any_indexed.acting("mia") as mia:
            move_standing(mia, question_by_id(question), standing, event)
        with any_indexed.app.app_context():
            run_jobs()
            assert found("evening") == expected


def test_killed_between_index_and_marks_it_is_done_again(any_indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    question = asked(any_indexed)

    def killed(marks: object) -> None:
        raise KeyboardInterrupt

    with any_indexed.app.app_context():
        with monkeypatch.context() as patch:
            patch.setattr(marking, "take_away", killed)
            with pytest.raises(KeyboardInterrupt):
                run_jobs()
        db.session.rollback()
        assert found("evening") == [question]
        assert dirty() == [("question", question)]
        assert owed("search.jobs.reindex") == 1
        run_jobs()
        assert found("evening") == [question]
        assert dirty() == []
        assert index.backend().count() == 1


def test_killed_before_the_index_is_written_nothing_is_lost(
    any_indexed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = asked(any_indexed)

    def killed(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with any_indexed.app.app_context():
        with monkeypatch.context() as patch:
            patch.setattr(index.backend(), "update", killed)
            with pytest.raises(KeyboardInterrupt):
                run_jobs()
        db.session.rollback()
        assert dirty() == [("question", question)]
        run_jobs()
        assert found("evening") == [question]


def test_a_change_while_indexing_keeps_its_mark(any_indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody edits after the thread was read: the mark of the edit stands, and so does a job."""
    question = asked(any_indexed)
    take_away = marking.take_away

    def after_an_edit(marks: list[marking.Mark]) -> None:
        marking.mark("question", question)
        marking.write_marks(db.session())
        take_away(marks)

    with any_indexed.app.app_context():
        with monkeypatch.context() as patch:
            patch.setattr(marking, "take_away", after_an_edit)
            run_jobs(1)
        assert dirty() == [("question", question)]
        assert owed("search.jobs.reindex") == 1


@contextmanager
def somebody_writing() -> Iterator[None]:
    """Another writer holds the index."""
    if db.engine.dialect.name == "sqlite":
        with exclusive(current_app.config["SEARCH_PATH"] / "write.lock", timeout=0):
            yield
    else:
        with db.engine.connect() as connection:
            hold_for_writing(connection.connection.driver_connection, 0)
            yield


def test_a_busy_index_is_tried_again_soon(any_indexed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    question = asked(any_indexed)
    with any_indexed.app.app_context():
        monkeypatch.setattr(index.backend(), "_patience", 0)
        with somebody_writing():
            run_jobs(1)
        again = db.session.scalars(select(Owed).where(Owed.name == "search.jobs.reindex")).one()
        assert now() < again.run_at <= now() + search_jobs.SOON
        assert dirty() == [("question", question)]
        run_jobs()
        assert found("evening") == [question]


def test_a_missing_index_is_built_by_the_worker(world: World) -> None:
    question = asked(world)
    with world.app.app_context():
        worker.run_all()
        assert found("evening") == [question]
        assert dirty() == []


@pytest.mark.parametrize("piece", [1, 2, index.PIECE])
def test_repair_finds_what_nobody_marked(any_indexed: World, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    """Missing, left over and stale, however the comparing is cut into pieces."""
    monkeypatch.setattr(index, "PIECE", piece)
    sound, missing, hidden, stale = (asked(any_indexed, f"About the {name} evening") for name in ("a", "b", "c", "d"))
    with any_indexed.app.app_context():
        run_jobs()
    with any_indexed.acting("mia"):
        question_by_id(hidden).standing = Standing.HIDDEN
        question_by_id(stale).title = "About the lantern"
    with any_indexed.acting("mia"):
        ghost = make_document(999, "Was never there", kind="article")
        index.backend().update([ghost], deletions=[("question", missing)])
    with any_indexed.app.app_context():
        assert dirty() == []
        apart = index.drift()
        assert (apart.missing, apart.left_over, apart.stale) == (
            {("question", missing)}, {("question", hidden), ghost.key}, {("question", stale)},
        )  # fmt: skip
        with edge.transaction():
            search_jobs.repair()
        run_jobs()
        assert index.drift().keys == set()
        assert index.backend().ids("question") == {sound, missing, stale}
        assert found("lantern") == [stale]


def test_a_rebuild_takes_the_marks_that_it_saw(any_indexed: World) -> None:
    question = asked(any_indexed)
    with any_indexed.app.app_context():
        assert index.rebuild() == 1
        assert dirty() == []
        assert found("evening") == [question]


def test_repair_and_optimise_without_an_index_ask_for_one(world: World) -> None:
    for job in (search_jobs.repair, search_jobs.optimise):
        with world.app.app_context(), edge.transaction():
            job()
    with world.looking():
        assert owed("search.jobs.rebuild") == 1


def test_many_at_once_owe_one_indexing_and_none_fails(any_indexed: World) -> None:
    def ask_one(number: int) -> int:
        return asked(any_indexed, f"Question number {number}")

    with ThreadPoolExecutor(6) as people:
        ids = sorted(people.map(ask_one, range(12)))
    with any_indexed.app.app_context():
        assert [ident for _kind, ident in dirty()] == ids
        assert owed("search.jobs.reindex") == 1
        run_jobs()
        assert sorted(found("number")) == ids
