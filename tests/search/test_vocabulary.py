"""The index's own words: those like another one, and those that begin so."""

import pytest

from app.search.backend import Query
from tests.search.corpus import CORPUS, make_document


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("prnter", "printer"),
        ("printre", "printer"),
        ("ruoter", "router"),
        ("firmwaer", "firmware"),
        ("stampnate", "stampante"),
        ("perchè", None),
        ("cita", "città"),
        ("wiffi", "wi-fi"),
        ("router", "routeur"),
        ("upd", None),
        ("upate", "update"),
        ("zzzzzzzz", None),
        ("", None),
        ("\x00", None),
        ("a" * 10_000, None),
    ],
)
def test_words_like(library, word, first):
    assert next(iter(library.words_like(word)), (None, 0))[0] == first


def test_the_closest_first_then_the_commonest(backend):
    backend.update([make_document(20 + number, "lantern") for number in range(3)] + [make_document(30, "lanterns")])
    assert backend.words_like("lantrn") == [("lantern", 3), ("lanterns", 1)]
    assert backend.words_like("lantrn", limit=1) == [("lantern", 3)]
    assert backend.words_like("lantern") == [("lanterns", 1)]


def test_words_starting(library):
    assert library.words_starting("rou") == [("router", 3), ("routeur", 1)]
    assert library.words_starting("ROUTE", limit=1) == [("router", 3)]
    assert library.words_starting("citt") == [("città", 1)]
    for odd in ("", "\x00", "zzz", "a" * 10_000, "\U0010ffff"):
        assert library.words_starting(odd) == []


def test_what_only_some_may_find_and_what_is_gone_is_not_offered(backend):
    backend.update([make_document(20, "Zyxwvut", visibility="staff"), make_document(21, "Wumpusade")])
    assert backend.words_starting("zyx") == []
    assert backend.words_starting("wum") == [("wumpusade", 1)]
    backend.update([], deletions=[("question", 21)])
    assert backend.words_starting("wum") == []
    assert backend.words_like("wumpusad") == []
    backend.update([make_document(22, "Wumpusade again")])
    assert backend.words_like("wumpusad")[0][0] == "wumpusade"


def test_what_is_not_public_counts_neither_when_it_comes_nor_when_it_goes(backend):
    before = backend.words_starting("rou"), backend.search(Query("router printer")).hits
    backend.update([make_document(20, "Router printer plans", visibility="staff")])
    assert backend.words_starting("rou") == before[0]
    backend.update([], deletions=[("question", 20)])
    assert (backend.words_starting("rou"), backend.search(Query("router printer")).hits) == before


def test_noise_is_no_word(backend):
    backend.update([make_document(20, "deadbeef00112233 4711 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa xq200")])
    assert backend.words_starting("dead") == backend.words_starting("47") == backend.words_starting("aaaa") == []
    assert backend.words_starting("xq2") == [("xq200", 1)]


def test_an_index_of_nothing_has_no_words(unbuilt):
    unbuilt.rebuild([])
    assert (unbuilt.words_like("router"), unbuilt.words_starting("r")) == ([], [])
    unbuilt.rebuild(CORPUS)
    assert unbuilt.words_starting("batt") == [("batteries", 1)]
