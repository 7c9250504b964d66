import pytest

from app.search.backend import MAX_TEXT, Query, Results
from app.search.highlights import best_passage
from tests.search.corpus import CORPUS, found

HOSTILE = [
    "a" * 10_000,
    "router " * 2_000,
    " ".join(f"word{number}" for number in range(5_000)),
    'AND OR NOT ( "',
    "((((((((((",
    "title:* OR *:*",
    "kind:question AND visibility:staff",
    "[a TO z]",
    "router~2 rou*er ?",
    '"router reset',
    "\\",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%00\x00\x01\x1f",
    "\ud800 \udfff",
    "e\u0301" * 3_000,
    "\u202e\u200b\ufeff",
    "ﷺ" * 2_000,
    "路由器 重置",
    "راوتر",
    "🔥🔥 👩\u200d👩\u200d👧",
    "-" * 5_000,
    "a-" * 5_000,
    "1.2.3." * 2_000,
    "_",
    "\n\t \r",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_makes_a_search_fail(library, words):
    results = library.search(Query(words))
    assert isinstance(results, Results)
    library.similar(words)
    best_passage(CORPUS[0].passages, (words,), "en")


@pytest.mark.parametrize("words", ['AND OR NOT ( "', "the of and", "il di la che", "((((", "\\", "🔥"])
def test_nothing_to_look_for_finds_nothing(library, words):
    results = library.search(Query(words))
    assert (results.hits, results.total) == ((), 0)


def test_operators_are_words_like_others(backend):
    assert set(found(backend.search(Query("router OR battery")))) == {3, 4, 6, 7}
    assert found(backend.search(Query("NOT router reset"))) == [6]


def test_a_long_text_is_read_to_its_bound(backend):
    assert found(backend.search(Query("battery" + " " * MAX_TEXT + "router"))) == [7]


def test_odd_values_in_filters_find_nothing(backend):
    for odd in ("\x00", "\ud800", "x" * 10_000, "router-x\nhow-to", "\n"):
        assert backend.search(Query("router", product=odd)).total == 0
        assert backend.search(Query("router", tag=odd)).total == 0
