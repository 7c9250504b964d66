import pytest

from app.search import backend as bounds
from app.search.backend import MAX_LIMIT, WINDOW, Query
from tests.search.corpus import found, make_document


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"product": "router-x"}, {3, 4, 6}),
        ({"product": "router-x", "language": ""}, {3, 4, 6}),
        ({"product": "router-x", "solved": True}, {4}),
        ({"solved": True}, {4, 7}),
        ({"solved": False, "kind": "question"}, {1, 2, 3, 5}),
        ({"kind": "article"}, {6}),
        ({"label": "official"}, {6}),
        ({"language": "it"}, {2, 4}),
        ({"language": "fr"}, {5}),
        ({"tag": "how-to"}, {6}),
        ({"tag": "how"}, set()),
        ({"category": "network"}, {6}),
        ({"year": 2019}, {7}),
        ({"product": "no-such"}, set()),
    ],
)
def test_filters_alone_give_everything_that_passes(library, filters, ids):
    results = library.search(Query(**filters))
    assert set(found(results)) == ids
    assert results.total == len(ids)
    assert results.total_is_exact is True


def test_words_and_filters_together(library):
    assert found(library.search(Query("router", solved=True))) == [4]
    assert set(found(library.search(Query("router", solved=False)))) == {3, 6}


def test_filters_alone_show_the_newest_first(backend):
    backend.update([make_document(30, "New", age=-1, product="router-x")])
    assert found(backend.search(Query(product="router-x")))[0] == 30


def test_facets_count_what_was_found_commonest_first(library):
    facets = library.search(Query("router")).facets
    assert facets["product"] == [("router-x", 3)]
    assert facets["kind"] == [("question", 2), ("article", 1)]
    assert facets["label"] == [("unreviewed", 2), ("official", 1)]
    assert facets["solved"] == [(False, 2), (True, 1)]
    assert facets["language"] == [("en", 2), ("it", 1)]


def test_a_facet_shows_what_its_other_values_would_give(library):
    facets = library.search(Query("router", kind="article")).facets
    assert facets["kind"] == [("question", 2), ("article", 1)]
    assert facets["language"] == [("en", 1)]


def test_every_count_is_what_choosing_it_gives(library):
    for facet, values in library.search(Query("router")).facets.items():
        for value, count in values:
            assert library.search(Query("router", **{facet: value})).total == count


def test_no_product_is_no_value(library):
    assert library.search(Query("warranty")).facets["product"] == []


def test_only_what_one_is_entitled_to_is_found_and_counted(backend):
    public = backend.search(Query("router"))
    backend.update([make_document(31, "Router secret", product="router-x", visibility="staff")])
    after = backend.search(Query("router"))
    assert (found(after), after.total, after.facets) == (found(public), public.total, public.facets)
    assert 31 in found(backend.search(Query("router", visibility=frozenset({"public", "staff"}))))
    assert backend.search(Query("router", visibility=frozenset())).total == 0


def test_pages_follow_each_other_and_stay_in_the_window(backend):
    backend.update([make_document(100 + number, f"Lamp {number}") for number in range(WINDOW + 20)])
    first = found(backend.search(Query("lamp", limit=30)))
    second = found(backend.search(Query("lamp", limit=30, offset=30)))
    both = found(backend.search(Query("lamp", limit=50)))
    assert (first + second)[:50] == both
    assert backend.search(Query("lamp")).total == WINDOW + 20
    assert len(found(backend.search(Query("lamp", limit=10_000)))) == MAX_LIMIT
    assert len(found(backend.search(Query("lamp", limit=50, offset=WINDOW - 5)))) == 5
    assert found(backend.search(Query("lamp", limit=-3, offset=10**9))) == []
    assert len(found(backend.search(Query("lamp", limit=3, offset=-7)))) == 3


def test_a_total_above_the_bound_says_that_there_are_more(library, monkeypatch):
    monkeypatch.setattr("app.search.whoosh_backend.searching.MAX_COUNTED", 2)
    monkeypatch.setattr("app.search.postgres_backend.searching.RANKED", 2)
    results = library.search(Query("router"))
    assert (results.total, results.total_is_exact) == (2, False)
    assert sum(count for _, count in results.facets["language"]) == 2
    assert len(results.hits) >= 2
    assert bounds.MAX_COUNTED > WINDOW
