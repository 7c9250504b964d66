"""Only what certain people wrote in."""

from app.search.backend import Query
from tests.search.corpus import found, make_document


def test_by_somebody_or_by_one_of_several(backend):
    backend.update([make_document(20, "Lamp", authors=(7, 8)), make_document(21, "Lamp", authors=(9,))])
    for authors, ids in (({7}, [20]), ({8, 9}, [20, 21]), ({5}, []), (set(), [])):
        results = backend.search(Query("lamp", authors=frozenset(authors)))
        assert sorted(found(results)) == ids
        assert sum(number for _, number in results.facets["kind"]) == len(ids) if ids else results.total == 0
    assert found(backend.search(Query(authors=frozenset({9})))) == [21]


def test_it_follows_updates_and_rebuilds(backend):
    backend.update([make_document(20, "Lamp", authors=(7,))])
    backend.update([make_document(20, "Lamp", authors=(8,))])
    assert found(backend.search(Query("lamp", authors=frozenset({7})))) == []

    def documents():
        yield make_document(20, "Lamp", authors=(7,))
        backend.update([make_document(21, "Lamp", authors=(7, 8))])

    backend.rebuild(documents())
    assert sorted(found(backend.search(Query("lamp", authors=frozenset({7}))))) == [20, 21]
