import pytest

from app.search.backend import MAX_WORDS, Query
from tests.search.corpus import found, make_document


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("printers", {1}),
        ("print", {1}),
        ("updates", {1}),
        ("stampanti", {2}),
        ("stampare", {2}),
        ("aggiornamenti", {2}),
        ("battery", {7}),
    ],
)
def test_any_form_of_a_word_finds_it_in_both_languages(library, words, ids):
    assert set(found(library.search(Query(words)))) == ids


@pytest.mark.parametrize(("words", "ident"), [("citta", 4), ("CITTÀ", 4), ("citta\u0300", 4), ("tres lent", 5)])
def test_accents_and_capitals_do_not_matter(library, words, ident):
    assert found(library.search(Query(words))) == [ident]


@pytest.mark.parametrize("words", ["wifi", "wi fi", "Wi-Fi", "e47", "E-47", "2.3.1", "firmware 2.3.1"])
def test_words_with_joints_are_found_however_they_are_typed(library, words):
    assert found(library.search(Query(words))) == [3]


def test_all_words_are_asked_first(library):
    results = library.search(Query("router reset"))
    assert found(results) == [6]
    assert results.relaxed is False


def test_a_rare_word_beside_a_common_one_finds_the_few_that_have_both(backend):
    for start in (1_000, 2_000, 3_000):
        lamps = [make_document(start + number, "Lamp", "horse") for number in range(150)]
        lamps[77:79] = [make_document(start + 77, "Lamp", "zebra"), make_document(start + 78, "Stripes", "zebra")]
        backend.update(lamps)
    backend.update([], deletions=[("question", 2_077)])
    results = backend.search(Query("zebra lamp"))
    assert set(found(results)) == {1_077, 3_077}
    assert {hit.words for hit in results.hits} == {("zebra", "lamp")}
    assert results.hits[0].score == pytest.approx(results.hits[1].score, rel=0.02)
    assert results.hits[0].score > backend.search(Query("lamp")).hits[0].score


def test_when_no_document_has_all_words_some_will_do_and_the_result_says_so(library):
    results = library.search(Query("printing battery"))
    assert set(found(results)) == {1, 7}
    assert results.relaxed is True
    assert {hit.id: hit.words for hit in results.hits} == {1: ("printing",), 7: ("battery",)}


def test_words_in_the_wrong_filter_are_relaxed_inside_the_filter(library):
    results = library.search(Query("router reset", kind="question"))
    assert set(found(results)) == {3, 4}
    assert results.relaxed is True


def test_stop_words_are_no_condition(library):
    assert found(library.search(Query("how to reset the router"))) == [6]
    assert found(library.search(Query("il router con la citta"))) == [4]


def test_one_search_finds_threads_of_several_languages(library):
    assert set(found(library.search(Query("router")))) == {3, 4, 6}


def test_tags_and_product_are_words_of_the_thread(library):
    assert found(library.search(Query("how-to reset"))) == [6]
    assert set(found(library.search(Query("inkjet")))) == {1, 2}


def test_words_beyond_the_bound_are_not_asked_for(backend):
    many = " ".join(f"filler{number}" for number in range(MAX_WORDS))
    backend.update([make_document(50, "Long", many)])
    assert found(backend.search(Query(many + " battery"))) == [50]


def test_a_hit_names_the_words_as_they_were_typed(library):
    (hit,) = library.search(Query("PRINTERS blank")).hits
    assert hit.words == ("PRINTERS", "blank")


def test_similar_finds_by_some_words_in_the_language_of_the_text(library):
    assert [hit.id for hit in library.similar("my printer is printing nothing since yesterday")] == [1]
    assert [hit.id for hit in library.similar("la mia stampante non funziona")] == [2]
    assert [hit.id for hit in library.similar("reset router", language="en", kinds=("article",))] == [6]
    assert len(library.similar("reset router", language="en", limit=1)) == 1
    assert library.similar("") == ()


def test_similar_shows_nothing_that_is_not_public(backend):
    backend.update([make_document(8, "Secret printer plans", visibility="staff")])
    assert [hit.id for hit in backend.similar("secret printer plans")] == [1]
