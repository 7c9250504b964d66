"""Words that stand together, in one text and in this order."""

import pytest

from app.search.backend import Query
from app.search.documents import Passage
from tests.search.corpus import found, make_document


def looked_for(backend, *phrases, words="", **filters):
    return sorted(found(backend.search(Query(words, phrases=phrases, **filters))))


@pytest.mark.parametrize(
    ("phrase", "ids"),
    [
        ("blank pages", [1]),
        ("pages blank", []),
        ("only prints blank", [1]),
        ("prints pages", []),
        ("Reset the router", [6]),
        ("reset a router", [6]),
        ("reset router", []),
        ("Hold the button for ten seconds", [6]),
        ("pagine bianche", [2]),
        ("in città fa caldo", [4]),
        ("très lent", [5]),
        ("printer", [1]),
        ("E-47 on the display", [3]),
        ("loses the wifi", [3]),
        ("the of and", []),
        ("", []),
        ("\x00 -- !", []),
    ],
)
def test_the_words_follow_each_other(library, phrase, ids):
    assert looked_for(library, phrase) == ids


def test_a_phrase_does_not_reach_into_the_next_text(backend):
    said = (Passage(1, "question", "the green", "community", "unreviewed"),
            Passage(2, "answer", "lantern shines", "community", "unreviewed"))  # fmt: skip
    backend.update([make_document(20, "Big", passages=said), make_document(21, "Small green", "Lantern of mine")])
    assert looked_for(backend, "green lantern") == []
    assert looked_for(backend, "lantern shines") == [20]


def test_all_phrases_have_to_be_there_and_with_words_too(library):
    assert looked_for(library, "hold the button", "ten seconds") == [6]
    assert looked_for(library, "hold the button", "blank pages") == []
    assert looked_for(library, "hold the button", words="reset") == [6]


def test_a_relaxed_search_keeps_the_phrase(library):
    results = library.search(Query("battery", phrases=("hold the button",)))
    assert (found(results), results.relaxed) == ([6], True)
    assert library.search(Query("reset", phrases=("button hold",))).hits == ()


def test_filters_hold_for_phrases(library):
    assert looked_for(library, "reset the router", kind="question") == []
    assert looked_for(library, "reset the router", product="router-x") == [6]


def test_a_hit_names_the_words_of_the_phrase(library):
    (hit,) = library.search(Query("seconds", phrases=("the button",))).hits
    assert hit.words == ("the", "button", "seconds")


def test_a_phrase_across_many_segments_and_deletions(backend):
    for start in (1_000, 2_000, 3_000):
        backend.update([make_document(start + number, "Lamp", f"green lamp {number} is on") for number in range(150)])
    backend.update([], deletions=[("question", 2_077)])
    assert looked_for(backend, "lamp 77 is") == [1_077, 3_077]
