"""Which words of a search were slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.spelling import CORRECTED_AT_MOST, corrections, distance

WRITTEN = {"router": 40, "routed": 2, "firmware": 9, "update": 30, "città": 4, "lantern": 1, "teh": 1}


def guess(*typed, names=(), known=WRITTEN):
    like = sorted(known.items(), key=lambda pair: -pair[1])
    return corrections(typed, documents=lambda word: known.get(word, 0), like=lambda word: like, names=names)


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("ruoter", {"ruoter": "router"}),
        ("Firmwear", {"Firmwear": "firmware"}),
        ("citta", {}),
        ("cita", {"cita": "città"}),
        ("router", {}),
        ("routed", {"routed": "router"}),
        ("lantern", {}),
        ("rou", {}),
        ("upd8te", {"upd8te": "update"}),
        ("4711", {}),
        ("when", {}),
        ("quando", {}),
        ("zzzzzzz", {}),
    ],
)
def test_a_word_alone(typed, instead):
    known = {**WRITTEN, "citta": 4} if typed == "citta" else WRITTEN
    assert guess(typed, known=known) == instead


def test_words_of_product_names_are_right_and_are_meant():
    assert guess("routex", names=("Routex",)) == {}
    assert guess("rooter", names=("Rooted",)) == {"rooter": "Rooted"}
    assert guess("routez", names=("Routex",)) == {"routez": "Routex"}


def test_a_commoner_word_is_meant_only_if_it_is_much_commoner():
    assert guess("rooter", known={"rooter": 2, "router": 9}) == {}
    assert guess("rooter", known={"rooter": 2, "router": 10}) == {"rooter": "router"}
    assert guess("rooter", known={"rooter": 3, "router": 1_000}) == {}


def test_with_too_many_slips_nothing_is_guessed():
    many = [f"router{letter}" for letter in "abcdefgh"]
    assert len(guess(*many[:CORRECTED_AT_MOST])) == CORRECTED_AT_MOST
    assert guess(*many[: CORRECTED_AT_MOST + 1]) == {}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("router", "router", 0), ("router", "ruoter", 1), ("router", "route", 1), ("router", "rooter", 1),
     ("ab", "ba", 1), ("abc", "ca", 3), ("kitten", "sitting", 3), ("", "ab", 2)],
)  # fmt: skip
def test_distance(one, other, apart):
    assert distance(one, other, 3) == apart
    assert distance(one, other, 1) == min(apart, 2)


WORDS = st.text("abcd", max_size=8)


@given(WORDS, WORDS, st.integers(0, 4))
def test_distance_is_symmetric_bounded_and_zero_for_the_same_alone(one, other, most):
    apart = distance(one, other, most)
    assert apart == distance(other, one, most)
    assert (apart == 0) == (one == other)
    assert abs(len(one) - len(other)) <= apart <= most + 1 or apart == most + 1


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_words_can_be_looked_at(typed):
    instead = guess(*typed)
    assert set(instead) <= set(typed)
    assert set(instead.values()) <= set(WRITTEN)


def by_the_definition(one: str, other: str) -> int:
    """Letter by letter, as the distance is explained in words."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        by_the_definition(one[1:], other) + 1,
        by_the_definition(one, other[1:]) + 1,
        by_the_definition(one[1:], other[1:]) + (one[0] != other[0]),
    ]
    if one[:2] == other[1::-1] and len(one) > 1 < len(other):
        ways.append(by_the_definition(one[2:], other[2:]) + 1)
    return min(ways)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 4))
def test_distance_is_what_its_definition_says(one, other, most):
    assert distance(one, other, most) == min(by_the_definition(one, other), most + 1)
