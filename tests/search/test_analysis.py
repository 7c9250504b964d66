import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.lang.stopwords import stoplists

from app.search.analysis import (
    ANALYSED,
    KNOWN_AT_MOST,
    KnownTerms,
    analysed_as,
    beginning,
    distinct_words,
    fold,
    forms,
    term,
    terms,
    words,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Perché", "perche"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("Łódź", "lodz"), ("ﬁle", "file")],
)
def test_folding(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("router", ("router",)),
        ("Wi-Fi", ("wifi", "wi", "fi")),
        ("E-47", ("e47", "47")),
        ("2.3.1", ("2.3.1",)),
        ("mail.example.org", ("mail.example.org", "mail", "example", "org")),
    ],
)
def test_a_word_with_joints_has_its_whole_and_its_parts(word, expected):
    assert forms(word) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The printers aren't printing", "en", ["printer", "print"]),
        ("Dell'aggiornamento non c'è più traccia", "it", ["aggiorn", "tracc"]),
        ("Le stampanti", "fr", ["le", "stampanti"]),
    ],
)
def test_terms(text, language, expected):
    assert terms(text, analysed_as(language)) == expected


@given(st.text(max_size=200), st.sampled_from(ANALYSED))
def test_any_text_gives_terms_that_can_be_kept(text, language):
    for known in terms(text, language):
        assert known.strip()
        assert known.encode("utf-8")


@given(st.text(max_size=200))
def test_words_are_where_they_say(text):
    end = 0
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert end <= word.start < word.end
        end = word.end


def test_distinct_words_keep_their_order_and_first_spelling():
    assert [word.text for word in distinct_words("B a b A c d", 3)] == ["B", "a", "c"]


@pytest.mark.parametrize("language", ANALYSED)
def test_every_plain_word_of_a_term_begins_as_is_said_of_the_term(language):
    words_known = {
        *stoplists["en"],
        *stoplists["it"],
        *["dying", "lying", "skies", "cries", "cry", "stampanti", "città", "aggiornamenti"],
    }
    made = {
        f"{word}{ending}" for word in words_known for ending in ("", "s", "ing", "ed", "ies", "y", "mente", "zione")
    }
    for word in filter(str.isascii, map(fold, made)):
        known = term(word, language)
        assert known is None or word.startswith(beginning(known))


def test_what_is_remembered_of_words_has_an_end() -> None:
    known = KnownTerms("en")
    for number in range(KNOWN_AT_MOST + 5):
        assert known[f"pumps{number}"] == (f"pumps{number}",)
    assert len(known) <= KNOWN_AT_MOST
    assert known["Pumps"] == known["pump"] == ("pump",)
