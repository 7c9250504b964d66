"""On PostgreSQL words are weighed by the same formula as in a folder, said through ts_rank."""

import pytest
from sqlalchemy import text

from app.search.backend import Query
from app.search.postgres_backend.levels import PLACES, RANK_SCALE, RANK_WEIGHTS, VALUES, level_of
from bench.queries import counted
from tests.search.corpus import CORPUS, found, make_document

RANK = text("SELECT ts_rank(CAST(:weights AS real[]), CAST(:vector AS tsvector), 'lamp')")


def test_the_server_reads_each_strength_as_it_was_written(postgres):
    with postgres.engine.connect() as connection:
        for value, places in zip(VALUES, PLACES, strict=True):
            rank = connection.execute(
                RANK, {"weights": RANK_WEIGHTS, "vector": f"'lamp':{places} 'other':1A"}
            ).scalar_one()
            assert rank * RANK_SCALE == pytest.approx(value, abs=1e-4)


def test_a_strength_is_said_to_a_tenth():
    for hundredth in range(10, 100):
        said = VALUES[level_of(hundredth / 100)]
        assert said == pytest.approx(hundredth / 100, rel=0.11)
    assert level_of(0.0) == 0
    assert level_of(9.0) == len(VALUES) - 1


@pytest.mark.parametrize(
    "words", ["router", "the router loses wi-fi", "printing blank pages", "stampante bianche", "reset"]
)
def test_both_backends_give_the_same_order_and_nearly_the_same_scores(postgres, whoosh, words):
    one, other = postgres.search(Query(words)), whoosh.search(Query(words))
    assert found(one) == found(other)
    for hit, same in zip(one.hits, other.hits, strict=True):
        assert hit.score == pytest.approx(same.score, rel=0.15)


def test_words_with_joints_and_common_words_are_each_weighed_by_themselves(postgres):
    """Two words without joints and two with them: each part of the expression gets its own terms."""
    postgres.update([make_document(20, "Site"), make_document(21, "Twitter.com site of 4-lamp lanterns, dark-blue")])
    hits = postgres.similar("site twitter.com lantern dark-blue seldom-seen", language="en")
    assert [hit.id for hit in hits] == [21, 20]
    assert hits[0].score > 3 * hits[1].score


def test_of_many_matches_the_newest_are_weighed_and_the_total_says_so(postgres, monkeypatch):
    monkeypatch.setattr("app.search.postgres_backend.searching.RANKED", 20)
    postgres.update([make_document(100 + number, "Lamp", age=number) for number in range(50)])
    results = postgres.search(Query("lamp", limit=50))
    assert set(found(results)) == set(range(100, 120))
    assert (results.total, results.total_is_exact) == (20, False)
    assert results.facets["language"] == [("en", 20)]
    exact = postgres.search(Query("lamp router", limit=50))
    assert (exact.relaxed, exact.total_is_exact) == (True, False)


def test_a_word_that_is_common_in_one_language_and_rare_in_another_is_found_in_both(postgres, monkeypatch):
    monkeypatch.setattr("app.search.postgres_backend.searching.RANKED_WHILE_TYPING", 20)
    postgres.update([make_document(100 + number, "Lamp", age=number) for number in range(30)])
    postgres.update([make_document(20, "Lamp", language="it", age=9)])
    assert 100 in [hit.id for hit in postgres.similar("lamp")]


def test_of_something_common_the_newest_are_found_while_it_is_typed(postgres, monkeypatch):
    monkeypatch.setattr("app.search.postgres_backend.searching.RANKED", 20)
    monkeypatch.setattr("app.search.postgres_backend.searching.NEWEST_WHILE_TYPING", 10)
    postgres.update([make_document(100 + number, "Lamp", age=number) for number in range(30)])
    assert [hit.id for hit in postgres.similar("lamp", limit=20)] == list(range(100, 110))


def test_facets_count_under_a_phrase_and_the_other_filters(postgres):
    postgres.update(
        [
            make_document(20, "Green lamp", solved=True),
            make_document(21, "Green lamp", product="router-x"),
            make_document(22, "Lamp green", solved=True),
        ]
    )
    facets = postgres.search(Query(phrases=("green lamp",), solved=True)).facets
    assert facets["solved"] == [(False, 1), (True, 1)]
    assert facets["product"] == []


def test_the_corpus_is_common_enough_to_be_walked_through(postgres):
    """However many fit, the same is found: all of them, those sorted by age, or those met on a walk."""
    postgres.update(
        [make_document(100 + number, f"Lamp {number}", "rare" if number == 7 else "") for number in range(30)]
    )
    assert found(postgres.search(Query("lamp rare"))) == [107]
    assert postgres.search(Query("lamp")).total == 30
    assert postgres.count() == len(CORPUS) + 30


def test_filters_alone_are_asked_of_columns_and_not_of_vectors(postgres):
    """Fifty thousand vectors unpacked took half a second; what columns do not tell is still asked of vectors."""
    for query, of_vectors in (
        (Query(product="x200", kind="question"), False),
        (Query(solved=False, language="en", label="official"), False),
        (Query(product="x200", tag="wifi"), True),
    ):
        with counted() as asked:
            postgres.search(query)
        assert any("@@" in statement for statement in asked) is of_vectors, query
