import pytest

from app.search.backend import IndexUnavailable, Query
from app.search.whoosh_backend.schema import fields_of
from app.search.whoosh_backend.writing import SMALL_TIERS, TIER_FULL, _writer, open_index
from tests.search.corpus import CORPUS, found, make_document


def segments(backend):
    return open_index(backend._generations.current())._segments()


def test_an_update_replaces_what_has_the_same_key(backend):
    backend.update([make_document(1, "Scanner makes stripes")])
    assert found(backend.search(Query("printing"))) == []
    assert found(backend.search(Query("scanner"))) == [1]
    assert backend.count() == len(CORPUS)


def test_kind_and_id_together_are_the_key(backend):
    backend.update([make_document(1, "Printer manual", kind="article")])
    assert backend.ids("article") == {1, 6}
    assert backend.ids("question") == {1, 2, 3, 4, 5, 7}
    backend.update([], deletions=[("article", 1)])
    assert backend.ids("question") == {1, 2, 3, 4, 5, 7}


def test_deletions_take_effect_and_may_be_repeated(backend):
    for _ in range(2):
        backend.update([], deletions=[("question", 1), ("question", 999)])
        assert found(backend.search(Query("printer"))) == []
        assert backend.count() == len(CORPUS) - 1


def test_what_is_put_and_deleted_at_once_stays(backend):
    backend.update([make_document(1, "Scanner")], deletions=[("question", 1)])
    assert found(backend.search(Query("scanner"))) == [1]


def test_the_last_of_two_versions_in_one_update_counts(backend):
    backend.update([make_document(1, "Scanner"), make_document(1, "Plotter")])
    assert found(backend.search(Query("scanner"))) == []
    assert found(backend.search(Query("plotter"))) == [1]


def test_facets_follow_updates(backend):
    backend.search(Query("printer"))
    backend.update([make_document(1, "Printer", solved=True, product="laser-1")])
    facets = backend.search(Query("printer")).facets
    assert (facets["solved"], facets["product"]) == ([(True, 1)], [("laser-1", 1)])


def test_an_update_that_fails_changes_nothing(backend):
    broken = make_document(8, "Broken", updated_at=None)
    with pytest.raises(AttributeError):
        backend.update([make_document(1, "Scanner"), broken], deletions=[("question", 2)])
    assert found(backend.search(Query("printer"))) == [1]
    assert backend.count() == len(CORPUS)
    backend.update([make_document(1, "Scanner")])
    assert found(backend.search(Query("scanner"))) == [1]


def test_a_writer_that_gives_up_leaves_nothing_and_lets_go(whoosh):
    index = open_index(whoosh._generations.current())

    def give_up():
        with _writer(index) as writer:
            writer.add_document(**fields_of(make_document(9, "Lantern")))
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    assert whoosh.search(Query("lantern")).total == 0
    whoosh.update([make_document(9, "Scanner")])
    assert found(whoosh.search(Query("scanner"))) == [9]


def test_many_small_updates_leave_few_segments_and_lose_nothing(whoosh):
    whoosh.update([make_document(1000 + number, "Lamp") for number in range(200)])
    for number in range(3 * TIER_FULL):
        whoosh.update([make_document(100 + number, f"Lantern {number}")], deletions=[("question", 1000 + number)])
    assert len(segments(whoosh)) <= len(SMALL_TIERS) * TIER_FULL
    assert max(segment.doc_count_all() for segment in segments(whoosh)) == 200
    assert found(whoosh.search(Query("lantern 5"))) == [105]
    assert whoosh.search(Query("lantern")).total == 3 * TIER_FULL
    assert whoosh.search(Query("lamp")).total == 200 - 3 * TIER_FULL
    assert whoosh.ids("question") >= set(range(100, 100 + 3 * TIER_FULL))


def test_optimising_leaves_one_segment_and_the_same_answers(whoosh):
    for number in range(3):
        whoosh.update([make_document(100 + number, f"Lantern {number}")])
    whoosh.update([], deletions=[("question", 100)])
    before = whoosh.search(Query("lantern"))
    whoosh.optimise()
    assert len(segments(whoosh)) == 1
    assert segments(whoosh)[0].doc_count_all() == whoosh.count() == len(CORPUS) + 2
    assert found(whoosh.search(Query("lantern"))) == found(before)
    whoosh.optimise()
    assert len(segments(whoosh)) == 1


def test_an_index_of_nothing_works(unbuilt):
    assert unbuilt.rebuild([]) == 0
    assert unbuilt.search(Query("printer")).total == 0
    assert (unbuilt.count(), unbuilt.ids("question"), unbuilt.similar("printer")) == (0, set(), ())
    unbuilt.update([], deletions=[("question", 1)])
    unbuilt.update([make_document(1, "Printer")])
    unbuilt.update([], deletions=[("question", 1)])
    assert unbuilt.search(Query("printer")).total == 0
    unbuilt.optimise()
    assert unbuilt.count() == 0
    unbuilt.close()


def test_a_closed_backend_opens_again_when_needed(backend):
    backend.close()
    backend.close()
    assert found(backend.search(Query("printer"))) == [1]


def test_without_an_index_it_says_so_and_does_not_begin_a_hollow_one(unbuilt):
    for attempt in (
        lambda: unbuilt.search(Query("printer")),
        lambda: unbuilt.update([make_document(1, "Printer")]),
        unbuilt.count,
        unbuilt.optimise,
    ):
        with pytest.raises(IndexUnavailable):
            attempt()
