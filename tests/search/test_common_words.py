"""Common words are asked of a row's bytes: the same is found, counted and weighed as by its vector."""

import pytest
from sqlalchemy import text

from app.search.backend import Query
from app.search.postgres_backend import places
from app.search.postgres_backend.places import byte_of, chosen
from tests.search.corpus import CORPUS, found, make_document

QUERIES = [
    Query("router"),
    Query("router wi-fi"),
    Query("wifi"),
    Query("printer update pages"),
    Query("stampante bianche"),
    Query("router", product="router-x"),
    Query("router seldom-seen"),
    Query("lamp router"),
    Query("telly", synonyms=(("telly", "router", "wi-fi"),)),
    Query("reset", phrases=("ten seconds",)),
    Query("router", visibility=frozenset({"public", "staff"})),
    Query("router", synonyms=(("router", "zorblatt"),), visibility=frozenset({"public", "staff"})),
]


def run(backend, statement):
    with backend.engine.begin() as connection:
        return connection.execute(text(statement))


def in_use(backend) -> int:
    return run(backend, "SELECT generation FROM search_index.state").scalar_one()


def without_places(backend) -> None:
    run(backend, f"UPDATE search_index.words_{in_use(backend)} SET place = NULL")


@pytest.fixture
def larger(postgres):
    """A community in which most is common."""
    many = [make_document(100 + number, "Router", "wi-fi " * (1 + number % 7), age=number) for number in range(40)]
    secret = make_document(99, "Router for staff", "wi-fi", visibility="staff")
    secret_alone = make_document(98, "Zorblatt", visibility="staff")
    postgres.rebuild([*CORPUS, *many, secret, secret_alone])
    return postgres


def test_bytes_and_vectors_find_the_same(larger, monkeypatch):
    monkeypatch.setattr("app.search.postgres_backend.searching.RANKED", 20)
    by_bytes = [larger.search(query) for query in QUERIES]
    similar = larger.similar("router wi-fi printer")
    without_places(larger)
    for query, one in zip(QUERIES, by_bytes, strict=True):
        other = larger.search(query)
        assert found(one) == found(other), query
        assert (one.total, one.total_is_exact, one.relaxed) == (other.total, other.total_is_exact, other.relaxed)
        assert one.facets == other.facets
        scores = {hit.id: hit.score for hit in other.hits}
        assert all(hit.score == pytest.approx(scores[hit.id], rel=0.03) for hit in one.hits)
    assert [hit.id for hit in larger.similar("router wi-fi printer")][:2] == [hit.id for hit in similar][:2]


def test_a_search_for_common_words_unpacks_no_vector(larger, monkeypatch):
    monkeypatch.setattr("app.search.postgres_backend.searching.RANKED", 20)
    run(larger, f"ALTER TABLE search_index.documents_{in_use(larger)} DROP COLUMN vector")
    assert larger.search(Query("router wi-fi")).total == 20


def test_what_has_no_place_is_asked_of_the_vector(postgres, monkeypatch):
    monkeypatch.setattr(places, "PLACES", 1)
    monkeypatch.setattr("app.search.postgres_backend.rows.PLACES", 1)
    monkeypatch.setattr("app.search.postgres_backend.searching.RANKED", 3)
    postgres.rebuild(CORPUS)
    assert found(postgres.search(Query("printer"))) == [1]
    assert set(found(postgres.search(Query("router")))) == {3, 4, 6}
    assert found(postgres.search(Query("router wi-fi"))) == [3]
    placed = run(postgres, f"SELECT count(*) FROM search_index.words_{in_use(postgres)} WHERE place IS NOT NULL")
    assert placed.scalar_one() == 3


def test_what_changed_during_a_rebuild_has_the_new_places(postgres):
    changed = [make_document(1, "Router and printer", "The printer prints blank pages."), make_document(50, "Router")]

    def documents():
        yield from CORPUS
        postgres.update(changed)

    def bytes_of() -> dict[int, bytes]:
        query = f"SELECT id, common FROM search_index.documents_{in_use(postgres)} WHERE id IN (1, 50)"
        return {ident: bytes(common) for ident, common in run(postgres, query)}

    # Other places than before: what is common now is another word.
    postgres.rebuild([make_document(200 + number, "Zebra router lamp") for number in range(5)])
    postgres.rebuild(documents())
    made_again = bytes_of()
    postgres.update(changed)
    written = bytes_of()
    assert made_again.keys() == written.keys() == {1, 50}
    for ident, common in written.items():
        assert any(common)
        # How strong depends on how long texts usually are, which is another thing in the index that the row comes from.
        assert [byte > 0 for byte in made_again[ident]] == [byte > 0 for byte in common]


def test_the_commonest_of_each_language_have_places(monkeypatch):
    monkeypatch.setattr(places, "PLACES", 2)
    assert chosen([{"ea", "eb", "ic"}, {"ea", "ed", "ic"}, {"ea", "eb"}]) == {"ea": 0, "eb": 1, "ic": 0}


def test_no_strength_is_said_as_nothing():
    assert [byte_of(strength) for strength in (0.0001, 0.5, 1.0, 1.2)] == [1, 128, 255, 255]
