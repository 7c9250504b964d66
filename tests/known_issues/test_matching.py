"""Which questions belong to a known issue, and what is said of why."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.known_issues.matching import Asked, Match, Scope, Strength, best, match, names, tells_of, too_common

HUB, LAMP = 1, 2
BULBS = Scope(
    HUB,
    "Home Hub",
    versions=((28, "2.8"),),
    symptoms=("full brightness", "bulbs on after power cut", "massima luminosità"),
)
LOTS = Scope(LAMP, "Lamp L5", lots=("L-204",), other_lots=("L-300",), symptoms=("flickers",))


@pytest.mark.parametrize(
    ("asked", "strength"),
    [
        (Asked("All bulbs come back at full brightness.", HUB, 28), Strength.YES),
        (Asked("Le lampadine tornano alla massima luminosita.", HUB, 28), Strength.YES),
        (Asked("After the power cut every bulb was on.", HUB, 28), Strength.YES),
        (Asked("Our Home Hub 2.8 puts bulbs to full brightness.", None), Strength.YES),
        (Asked("All bulbs come back at full brightness.", HUB, None), Strength.PERHAPS),
        (Asked("All bulbs come back at full brightness.", HUB, 27), Strength.NO),
        (Asked("All bulbs come back at full brightness.", LAMP, None), Strength.NO),
        (Asked("All bulbs come back at full brightness.", None), Strength.NO),
        (Asked("The app does not find the hub.", HUB, 28), Strength.NO),
        (Asked("It is full of dust. The brightness is fine.", HUB, 28), Strength.NO),
    ],
)
def test_product_version_and_symptom_decide(asked: Asked, strength: Strength) -> None:
    assert match(BULBS, asked).strength is strength


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The lamp flickers, lot L-204.", Strength.YES),
        ("The lamp is flickering.", Strength.PERHAPS),
        ("The lamp flickers, lot L-300.", Strength.NO),
    ],
)
def test_another_lot_is_a_no_and_none_a_perhaps(text: str, strength: Strength) -> None:
    assert match(LOTS, Asked(text, LAMP)).strength is strength


def test_it_says_why() -> None:
    found = match(BULBS, Asked("My bulbs: full brightness.", HUB, 28))
    assert found.because == {"product": "Home Hub", "version": "2.8", "symptoms": ["full brightness"]}


def test_the_surest_issue_comes_first_then_the_one_with_more_symptoms_then_the_oldest() -> None:
    unsure = Scope(HUB, "Home Hub", versions=((28, "2.8"),), symptoms=("brightness", "full brightness"))
    sure = Scope(HUB, "Home Hub", symptoms=("full brightness",))
    more = Scope(HUB, "Home Hub", symptoms=("full brightness", "bulbs"))
    asked = Asked("Bulbs at full brightness", HUB)
    assert best([(1, unsure), (2, sure)], asked) == (2, match(sure, asked))
    assert best([(2, sure), (3, more)], asked) == (3, match(more, asked))
    assert best([(5, sure), (4, sure)], asked) == (4, match(sure, asked))
    assert best([(1, LOTS)], asked) is None


def test_words_far_apart_are_no_symptom() -> None:
    assert not tells_of("full " + "word " * 40 + "brightness", "full brightness")


def test_names_are_whole_words_one_after_the_other() -> None:
    assert names("my home-hub, the HOME hub", "Home Hub")
    assert not names("home of the hub", "Home Hub")
    assert not names("version 12.8", "2.8")
    assert not names("anything", "")


@pytest.mark.parametrize("phrase", ["", "the", "di", "it", "wifi on", "no"])
def test_phrases_that_would_match_everything(phrase: str) -> None:
    assert too_common(phrase) is (phrase not in {"wifi on"})


@given(some.text(max_size=300), some.text(max_size=60))
def test_any_text_is_answered(text: str, phrase: str) -> None:
    found = match(Scope(HUB, "Home Hub", symptoms=(phrase,)), Asked(text, HUB))
    assert isinstance(found, Match)
    assert bool(found) is (found.strength is Strength.YES)


@given(some.text(max_size=200), some.sampled_from([27, 28, None]))
def test_another_product_never_matches(text: str, version: int | None) -> None:
    assert match(BULBS, Asked(text, LAMP, version)).strength is Strength.NO


@given(some.lists(some.sampled_from(["flickers", "dim", "lamp", "evening", "the", "on"]), max_size=12))
def test_more_words_in_a_sentence_before_it_take_nothing_away(before: list[str]) -> None:
    assert tells_of(" ".join(before) + ". Now it flickers at night.", "flickers at night")
