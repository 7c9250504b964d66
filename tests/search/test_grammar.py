"""The small grammar of the search box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.grammar import EMPTY, NAMES, SIGNS, UNPAIRED, corrected, parse


def filters(text):
    return {one.name: one.value for one in parse(text).filters}


@pytest.mark.parametrize(
    ("text", "words", "phrases", "named"),
    [
        ("router wifi", "router wifi", (), {}),
        ('router "drops the line" evening', "router evening", ("drops the line",), {}),
        ("“drops the line” «di sera»", "", ("drops the line", "di sera"), {}),
        ("product:x200 wifi", "wifi", (), {"product": "x200"}),
        ('product:"Router X200" wifi', "wifi", (), {"product": "Router X200"}),
        ("PRODOTTO:x200 risolto:sì etichetta:ufficiale di:Ben", "", (),
         {"product": "x200", "solved": "sì", "label": "ufficiale", "by": "Ben"}),
        ('wifi by:"Ben Verdi" solved:no', "wifi", (), {"by": "Ben Verdi", "solved": "no"}),
        ("error: 0x80 http://a.example/b?c=d", "error: 0x80 http://a.example/b?c=d", (), {}),
        ('a 27" monitor and a 24" one', 'a 27" monitor and a 24" one', (), {}),
        ("xproduct:x200", "xproduct:x200", (), {}),
        ("product:x200:y", "", (), {"product": "x200:y"}),
        ('"a"b"c"', "b\"c\"", ("a",), {}),
        ("ro\u202eut\u200ber\x00", "router", (), {}),
        ("", "", (), {}),
    ],
)  # fmt: skip
def test_a_text_is_taken_apart(text, words, phrases, named):
    typed = parse(text)
    assert (typed.words, typed.phrases, filters(text), typed.problems) == (words, phrases, named, ())


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ('router "drops the line', "router drops the line", [UNPAIRED.message]),
        ('router "" wifi', "router wifi", [EMPTY.message]),
        ('product:"x200 wifi', "wifi", [UNPAIRED.message]),
        ("product: x200", "x200", ["“%(name)s:” needs a value right after the colon, so it was left out."]),
        ('by:""', "", ["“%(name)s:” needs a value right after the colon, so it was left out."]),
        ("product:a product:b", "", ["“%(name)s:” was typed twice; the first one counts."]),
        ("(((( :", "(((( :", [SIGNS.message]),
        ('product: : " " "', ":",
         ["“%(name)s:” needs a value right after the colon, so it was left out.", EMPTY.message, UNPAIRED.message]),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(text, words, said):
    typed = parse(text)
    assert typed.words == words
    assert [problem.message for problem in typed.problems] == said


def test_too_many_phrases_become_words():
    typed = parse(" ".join(f'"phrase {number}"' for number in range(7)))
    assert len(typed.phrases) == 5
    assert typed.words == "phrase 5 phrase 6"


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("wifi product:x200 drops", "product", "wifi drops"),
        ('di:"Ben Verdi" "the line" wifi', "by", '"the line" wifi'),
        ("wifi", "product", "wifi"),
        ("product:x200", "product", ""),
        ("product:a wifi prodotto:b", "product", "wifi"),
    ],
)
def test_a_filter_is_taken_out(text, name, left):
    assert parse(text).without(name) == left


def test_words_are_corrected_where_they_stand():
    typed = parse('ruoter "my ruoter" product:ruoter (ruoter), wifi')
    assert corrected(typed, {"ruoter": "router"}) == 'router "my ruoter" product:ruoter (router), wifi'


PIECES = st.sampled_from(
    ['"', ":", " ", "product", "by", "label:official", "solved:", "a", "città", "\u202e", "\x00", "“"]
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
def test_any_text_can_be_read_and_nothing_is_invented(text):
    typed = parse(text)
    assert "\x00" not in typed.text
    for start, end in typed.parts:
        assert 0 <= start < end <= len(typed.text)
    for one in typed.filters:
        assert one.name in NAMES.values()
        assert one.value
        assert one.value in typed.text.translate(str.maketrans(dict.fromkeys("“”„‟«»", '"')))
    assert len({one.name for one in typed.filters}) == len(typed.filters)
    assert all(phrase.strip() and '"' not in phrase for phrase in typed.phrases)
    assert all(str(problem) for problem in typed.problems)


@given(TEXTS, st.sampled_from(sorted(set(NAMES.values()))))
def test_a_text_without_a_filter_has_it_no_more_and_keeps_the_others(text, name):
    typed = parse(text)
    rest = parse(typed.without(name))
    assert rest.value(name) is None
    assert (rest.words, rest.phrases) == (typed.words, typed.phrases)
    assert [one[:2] for one in rest.filters] == [one[:2] for one in typed.filters if one.name != name]


@given(TEXTS)
def test_reading_again_what_was_read_changes_nothing(text):
    typed = parse(text)
    assert parse(typed.text) == typed
    assert corrected(typed, {}) == typed.text
