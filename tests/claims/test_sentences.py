"""Cutting a text into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims.sentences import LONGEST, split


def texts(source: str) -> list[str]:
    return [sentence.text for sentence in split(source)]


@pytest.mark.parametrize(
    "whole",
    [
        "Some models, e.g. the X200, need a reset.",
        "It works with cables, adapters, etc. as well.",
        "Ask Dr. Rossi about the X200 vs. the X100.",
        "See no. 5, n. 5 and art. 12 of the terms.",
        "Il sig. Bianchi ha i router, i cavi ecc. nel negozio.",
        "Version 4.2.1 costs 9.99 more.",
        "Look at https://example.org/a.b?c=d.e for more.",
        "Well... it depends.",
        "Mah… non so.",
        'He said "it broke!" and left.',
        "1. Restart the router.",
    ],
)
def test_stops_that_end_nothing(whole):
    assert texts(whole) == [whole.removeprefix("1. ")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It broke. every x200 is faulty.", ["It broke.", "every x200 is faulty."]),
        ("Update to 4.2.1. Then restart.", ["Update to 4.2.1.", "Then restart."]),
        ("Cables, plugs, etc. Then restart.", ["Cables, plugs, etc.", "Then restart."]),
        ("«Sono tutti difettosi.» Così dicono.", ["«Sono tutti difettosi.»", "Così dicono."]),
        ("They said no. Every X200 fails.", ["They said no.", "Every X200 fails."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("- one\n- two\n3) three", ["one", "two", "three"]),
        ("Perché? Boh... Non so!", ["Perché?", "Boh...", "Non so!"]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_cuts(source, expected):
    assert texts(source) == expected


def test_a_wrapped_line_goes_on():
    source = "Every router of the October lot that I have seen until today\nhas a faulty chip."
    assert texts(source) == [source]


def test_quoted_lines_are_known():
    assert [sentence.quoted for sentence in split("> Every X200 is faulty.\nNo, mine works.")] == [True, False]


@pytest.mark.parametrize("question", ["Is it?", "Is it?!", 'He asked "is it?"', "(Is it?)", "È vero ?"])
def test_questions(question):
    assert split(question)[-1].is_question


@pytest.mark.parametrize("statement", ["It is.", "See https://example.org/?a=b now.", "What a day!"])
def test_statements(statement):
    assert not split(statement)[-1].is_question


@given(st.text(alphabet=st.sampled_from("aA1 .!?…\n>-'\")è,"), max_size=300))
def test_places_are_true_and_in_order(source):
    position = 0
    for sentence in split(source):
        assert sentence.text == source[sentence.start : sentence.end]
        assert sentence.text.strip() == sentence.text != ""
        assert sentence.start >= position
        assert len(sentence.text) <= LONGEST
        position = sentence.end


@given(st.lists(st.sampled_from(["Every", "x200", "e.g.", "is", "4.2.1", "faulty.", "ok?", "no…"]), max_size=60))
def test_no_word_is_lost(words):
    source = " ".join(words)
    assert " ".join(texts(source)).split() == source.split()


def test_a_text_without_stops_is_cut_between_words():
    source = "word " * 400
    assert " ".join(texts(source)) == source.strip()
    assert max(map(len, texts(source))) <= LONGEST
