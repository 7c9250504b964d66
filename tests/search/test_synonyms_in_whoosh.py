"""One word of a group is found by any other."""

from app.search.backend import Query
from tests.search.corpus import found, make_document

GROUPS = (("router", "modem", "access point"), ("battery", "accumulator"))


def looked_for(backend, words, **given):
    return backend.search(Query(words, synonyms=GROUPS, **given))


def test_the_others_are_found_too_and_what_was_typed_comes_first(backend):
    backend.update([make_document(20, "Modem blinks"), make_document(21, "Access point blinks")])
    backend.update([make_document(22, "Router blinks"), make_document(23, "Point of access blinks")])
    assert found(looked_for(backend, "router blinks"))[0] == 22
    assert set(found(looked_for(backend, "router blinks"))) == {20, 21, 22}
    assert set(found(looked_for(backend, "access point blinks"))) == {20, 21, 22, 23}
    assert found(backend.search(Query("modem blinks"))) == [20]


def test_a_form_of_the_word_is_enough(backend):
    backend.update([make_document(20, "Modems blink")])
    assert 20 in found(looked_for(backend, "routers"))


def test_a_hit_names_the_word_that_it_has(backend):
    backend.update([make_document(20, "Accumulator leaks")])
    assert {hit.words for hit in looked_for(backend, "batteries").hits} == {("batteries",), ("accumulator",)}


def test_both_in_one_thread_count_once_as_one_word(backend):
    backend.update([make_document(20, "Router modem"), make_document(21, "Router router")])
    scores = {hit.id: hit.score for hit in looked_for(backend, "router").hits}
    assert scores[20] < scores[21]


def test_a_phrase_is_taken_literally(backend):
    backend.update([make_document(20, "Reset the modem")])
    assert found(looked_for(backend, "", phrases=("reset the router",))) == [6]


def test_odd_groups_are_harmless(library):
    for groups in (
        ((),),
        (("",),),
        (("router", ""),),
        (("the", "router"),),
        (("router", "router"),),
        (("\x00", "((("),),
    ):
        assert set(found(library.search(Query("router", synonyms=groups)))) == {3, 4, 6}
