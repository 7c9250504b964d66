"""Words and the phrases found among them."""

import re
from dataclasses import fields
from re import _constants, _parser

import pytest

from app.claims import sentences, words
from app.claims.lexicons import LEXICONS
from app.claims.words import Phrases, words_of


def found(phrase: str, sentence: str) -> bool:
    return any(Phrases([phrase]).find(words_of(sentence)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("L’azienda l'ha detto", ["l", "azienda", "l", "ha", "detto"]),
        ("PIÙ CITTÀ", ["piu", "citta"]),
        ("perche\u0301 no", ["perche", "no"]),
        ("v4.2.1, not 4.2.", ["v4.2.1", "not", "4.2"]),
        ("see https://example.org/every-x200-burns now", ["see", "now"]),
    ],
)
def test_words(sentence, expected):
    assert [word.folded for word in words_of(sentence)] == expected


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("said|says", "She says so"),
        ("difett*", "sono difettosi"),
        ("void the? warranty", "void warranty"),
        ("void ~ warranty", "void all of your warranty"),
        ("lot #", "lot 88B"),
    ],
)
def test_found(phrase, sentence):
    assert found(phrase, sentence)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("fire", "the firewall of Firefox"),
        ("void ~ warranty", "void, warranty"),
        ("void ~ warranty", "void one two three four warranty"),
        ("lot #", "lot of mail"),
    ],
)
def test_not_found(phrase, sentence):
    assert not found(phrase, sentence)


def test_a_stem_is_at_least_three_letters():
    with pytest.raises(ValueError, match="three letters"):
        Phrases(["di*"])


def _repeats(tree, inside=False):
    """Whether a repetition stands within a repetition, which is what makes an expression explode."""
    for operation, argument in tree:
        repeating = operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
        if repeating and argument[1] > 1 and (inside or _repeats(argument[2], True)):
            return True
        if operation is _constants.SUBPATTERN and _repeats(argument[-1], inside):
            return True
        if operation is _constants.BRANCH and any(_repeats(branch, inside) for branch in argument[1]):
            return True
    return False


def test_no_expression_can_explode():
    assert _repeats(_parser.parse("(a+)+b"))
    patterns = [
        value for module in (sentences, words) for value in vars(module).values() if isinstance(value, re.Pattern)
    ]
    assert len(patterns) == 5
    assert not [pattern.pattern for pattern in patterns if _repeats(_parser.parse(pattern.pattern))]


@pytest.mark.parametrize("language", LEXICONS)
def test_a_phrase_has_at_most_two_gaps_and_begins_with_a_word(language):
    lexicon = LEXICONS[language]
    rows = [
        row
        for field in fields(lexicon)
        if isinstance(value := getattr(lexicon, field.name), Phrases)
        for row in value.rows
    ]
    assert len(rows) > 100
    assert all(sum(element.gap for element in row) <= 2 and not row[0].gap for row in rows)
