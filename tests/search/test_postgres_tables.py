"""The tables of the index: what they count, how they are replaced, and what damage to them does."""

import pytest
from sqlalchemy import text

from app.extensions import db
from app.kit import edge
from app.kit.database import writing
from app.search import index
from app.search.backend import IndexUnavailable, Query
from app.search.documents import Passage
from app.search.postgres_backend import PostgresBackend
from tests import make
from tests.search.corpus import CORPUS, found, make_document
from tests.world import World


def run(backend, statement):
    with backend.engine.begin() as connection:
        return connection.execute(text(statement))


def tables(backend):
    generation = run(backend, "SELECT generation FROM search_index.state").scalar_one()
    words = run(backend, f"SELECT word, documents FROM search_index.words_{generation}")
    counts = run(backend, "SELECT documents, lengths FROM search_index.state").one()
    return dict(iter(words)), tuple(counts)


def test_many_updates_count_as_a_rebuild_does(postgres):
    changed = [
        make_document(1, "Città, wi-fi e Città", "un'altra stampante", language="it", tags=("wi-fi",)),
        make_document(40, "Secret", visibility="staff"),
        make_document(6, "Reset it", kind="article"),
    ]
    postgres.update(changed, [("question", 2), ("question", 5)])
    postgres.update([make_document(2, "Second thoughts"), make_document(41, "Lamp")])
    postgres.update([], [("question", 41), ("question", 999)])
    updated = tables(postgres)
    kept = [one for one in CORPUS if one.key not in {("question", 1), ("question", 2), ("question", 5), ("article", 6)}]
    postgres.rebuild([*kept, *changed, make_document(2, "Second thoughts")])
    assert tables(postgres) == updated


def test_what_changed_during_a_rebuild_is_counted_once(postgres):
    def documents():
        yield from CORPUS
        postgres.update([make_document(1, "Lamp"), make_document(50, "Lamp")], [("question", 2)])

    postgres.rebuild(documents())
    once = tables(postgres)
    postgres.rebuild([make_document(1, "Lamp"), make_document(50, "Lamp"), *(one for one in CORPUS if one.id > 2)])
    assert tables(postgres) == once
    assert once[0]["elamp"] == 2


def test_a_very_long_thread_is_found_by_its_beginning(postgres):
    words = " ".join(f"word{number}x{number}" for number in range(60_000))
    long = make_document(60, "Endless", passages=(Passage(1, "question", words, "community", "unreviewed"),) * 2)
    postgres.update([long])
    assert found(postgres.search(Query("word77x77"))) == [60]
    assert postgres.search(Query("word59999x59999")).total == 0


DAMAGES = {
    "documents gone": "DROP TABLE search_index.documents_{0}",
    "words gone": "DROP TABLE search_index.words_{0}",
    "state gone": "DROP TABLE search_index.state",
    "state empty": "DELETE FROM search_index.state",
    "another version": "UPDATE search_index.state SET version = version + 1",
    "a column gone": "ALTER TABLE search_index.documents_{0} DROP COLUMN updated",
    "all gone": "DROP SCHEMA search_index CASCADE",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_tables_say_so_and_a_rebuild_heals_them(postgres, damage):
    generation = run(postgres, "SELECT generation FROM search_index.state").scalar_one()
    postgres.search(Query("router"))
    run(postgres, DAMAGES[damage].format(generation))
    for attempt in (
        lambda: postgres.search(Query("router")),
        lambda: postgres.similar("router"),
        lambda: postgres.update([make_document(1, "Scanner")], [("question", 2)]),
    ):
        with pytest.raises(IndexUnavailable):
            attempt()
    postgres.rebuild(CORPUS)
    assert found(postgres.search(Query("printer"))) == [1]
    postgres.update([make_document(1, "Scanner")])
    assert found(postgres.search(Query("scanner"))) == [1]


@pytest.fixture
def torn(world: World) -> World:
    """A community whose index, if it is in the database, lacks a table."""
    with world.app.app_context():
        index.rebuild()
        assert index.backend().search(Query("router")).total == 0
        if isinstance(index.backend(), PostgresBackend):
            run(index.backend(), "DROP TABLE search_index.documents_1")
        db.session.rollback()
    return world


def test_a_search_that_fails_spoils_neither_reading_nor_writing(torn: World) -> None:
    with torn.app.app_context():
        ann = torn.person("ann")
        similar_or_nothing()
        assert ann.display_name == "Ann"
        assert db.session.scalar(text("SELECT 1")) == 1
        db.session.rollback()
    with torn.acting("ann") as ann:
        question = make.question(ann)
        similar_or_nothing()
        kept = question.id
    with torn.looking():
        assert make.question_by_id(kept).title


def similar_or_nothing() -> None:
    try:
        index.backend().similar("router")
    except IndexUnavailable:
        assert db.engine.dialect.name == "postgresql"


def test_one_process_uses_one_connection_for_a_search_of_its_session(world: World) -> None:
    with world.app.app_context(), writing(False):
        index.rebuild()
        db.session.execute(text("SELECT 1"))
        held = db.engine.pool.checkedout()
        index.backend().search(Query("router"))
        assert db.engine.pool.checkedout() == held
        edge.release()
