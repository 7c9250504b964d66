"""Which sentences are claims, and with what weight."""

import tomllib
from pathlib import Path

import pytest

from app.claims.detection import KIND_NAMES, WEIGHTS, Kind, detect, score_sentence
from app.claims.naming import ProductNames
from app.claims.sentences import split

NAMES = ProductNames(names=("X200", "HomeHub Pro"), generic_nouns=("router",), versions=("4.2", "4.2.1"), brand="Acme")
LANGUAGES = ("en", "it")


def table(language: str) -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).with_name(f"sentences_{language}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def marked(sentence: str, language: str, names: ProductNames = NAMES) -> bool:
    return bool(detect(sentence, language, names))


def kinds(sentence: str, language: str = "en", names: ProductNames = NAMES) -> set[Kind]:
    return {hit.kind for hit in score_sentence(sentence, language, names).hits}


TUNING = [
    (language, sentence, verdict == "claims")
    for language in LANGUAGES
    for verdict, sentences in table(language)["tuning"].items()
    for sentence in sentences
]


@pytest.mark.parametrize(("language", "sentence", "is_claim"), TUNING)
def test_sentences_tuned_on(language, sentence, is_claim):
    assert marked(sentence, language) == is_claim
    assert marked(sentence, "unknown") == is_claim


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_never_tuned_on(language):
    half = table(language)["held_out"]
    right = sum(marked(sentence, language) for sentence in half["claims"])
    wrong = sum(marked(sentence, language) for sentence in half["harmless"])
    assert right / (right + wrong) >= 0.95
    assert right / len(half["claims"]) >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_sentences(language):
    assert sum(len(sentences) for half in table(language).values() for sentences in half.values()) >= 60


def test_weights_and_words_are_shown():
    sentence = "Every X200 of the October lot has a faulty modem chip, support told me."
    score = score_sentence(sentence, "en", NAMES)
    assert {hit.kind: hit.weight for hit in score.hits} == {
        Kind.GENERALISATION: 2,
        Kind.ATTRIBUTION: 3,
        Kind.DEFECT: 2,
        Kind.DATE_OR_VERSION: 1,
    }
    assert score.total == 8
    assert "X200" in score.named
    words = {hit.kind: hit.words for hit in score.hits}
    assert words[Kind.ATTRIBUTION] == ("support told",)
    assert words[Kind.DEFECT] == ("faulty",)


@pytest.mark.parametrize(
    ("sentence", "total"),
    [
        ("Every X200 is online.", 2),
        ("The X200 is always online.", 2),
        ("The company said the X200 is fine.", 3),
        ("The X200 is dangerous.", 3),
        ("The X200 is defective.", 2),
        ("Opening the X200 voids the warranty.", 2),
        ("The X200 has a backdoor.", 2),
        ("The X200 came out in October 2023.", 1),
        ("I think the X200 is dangerous.", 2),
        ("The X200 is defective, faulty and flawed.", 2),
    ],
)
def test_each_kind_weighs_once(sentence, total):
    assert score_sentence(sentence, "en", NAMES).total == total


def test_a_question_scores_nothing_but_shows_its_words():
    score = score_sentence("Are all X200 defective?", "en", NAMES)
    assert (score.total, score.is_question) == (0, True)
    assert score.hits


def test_something_must_be_named():
    score = score_sentence("They are all dangerous and defective.", "en", NAMES)
    assert (score.total, score.named) == (0, ())


@pytest.mark.parametrize(
    "name", ["X200", "x200", "X-200", "x 200", "X200s", "X200's", "X200’s", "Home Hub Pro", "homehub-pro"]
)
def test_names_as_people_write_them(name):
    assert score_sentence(f"Watch out, the {name} thing is dangerous.", "en", NAMES).total == 3


@pytest.mark.parametrize(
    "thing",
    [
        "this router",
        "the new router",
        "These routers",
        "the device",
        "lot 4711",
        "version 9",
        "HomeHub Pro 9",
        "Acme routers",
    ],
)
def test_named_without_its_name(thing):
    assert score_sentence(f"I tell you {thing} can explode.", "en", NAMES).named


@pytest.mark.parametrize(
    "thing", ["il router", "questo modello", "i nuovi router", "il lotto 4711", "la versione 9", "dell’X200"]
)
def test_named_without_its_name_in_italian(thing):
    assert score_sentence(f"Ti dico che {thing} può esplodere.", "it", NAMES).named


@pytest.mark.parametrize(
    "thing",
    [
        "a lot of mail",
        "lots of routing",
        "a batch of photos",
        "every batch of mail",
        "the firewall",
        "X2000",
        "macOS version 10.15",
    ],
)
def test_what_names_nothing(thing):
    assert score_sentence(f"I tell you {thing} can explode.", "en", NAMES).named == ()


def test_without_a_product_the_device_is_nobodys():
    assert not score_sentence("The device can explode.", "en", ProductNames()).named


@pytest.mark.parametrize(
    "sentence",
    [
        "SUPPORT TOLD ME THE X200 IS OLD.",
        "I asked Acme and they said the X200 is old.",
        "It was confirmed by the manufacturer that the X200 is old.",
        "According to Acme the X200 is old.",
        "Acme Support have now confirmed it for the X200.",
    ],
)
def test_speaks_for_the_company(sentence):
    assert Kind.ATTRIBUTION in kinds(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Support told me to reset the X200.",
        "Support never said that about the X200.",
        "If support told you the X200 is old, believe it.",
        "My company said the X200 is old.",
        "Spectrum support said the X200 is old.",
        "I told support the X200 is old.",
        "The X200 does not support what she said.",
        "The official answer of Acme says the X200 is old.",
        "According to the Acme X200 box it is old.",
        "Our hosting company said the X200 is old.",
    ],
)
def test_does_not_speak_for_the_company(sentence):
    assert Kind.ATTRIBUTION not in kinds(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The X200 always drops when I open the app.",
        "As with the X200, always restart it.",
        "You should know the X200 must always be upright.",
        "I restarted all X200 routers.",
        "All my X200 routers are here.",
        "All other X200 routers are here.",
        "All X200 users are here.",
        "All messages of the X200 are here.",
    ],
)
def test_does_not_generalise(sentence):
    assert Kind.GENERALISATION not in kinds(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The X200 always drops.",
        "All of the new X200 are here.",
        "The X200s are all here.",
        "Not a single X200 is here.",
        "All versions are here.",
        "Tests show that all X200 are here.",
        "Anyone with an X200 is here.",
    ],
)
def test_generalises(sentence):
    assert Kind.GENERALISATION in kinds(sentence)


def test_a_brand_that_is_the_product_does_not_speak():
    names = ProductNames(names=("Thunderbird",), brand="Thunderbird")
    assert Kind.ATTRIBUTION not in kinds("Thunderbird says the password is wrong.", "en", names)


@pytest.mark.parametrize("sentence", ["The X200 is not defective.", "La 4.2 non è difettosa."])
def test_a_denied_defect_is_none(sentence):
    assert Kind.DEFECT not in kinds(sentence, "en" if "is" in sentence.split() else "it")


def test_quotations_belong_to_others():
    assert detect("> Every X200 is defective.\n\nMine works.", "en", NAMES) == []


def test_place_in_the_text():
    text = "Hello.\n\nEvery X200 is defective. Thanks!"
    (detection,) = detect(text, "en", NAMES)
    assert text[detection.start : detection.end] == detection.sentence == "Every X200 is defective."


def test_threshold():
    assert detect("The X200 is defective.", "en", NAMES, threshold=2)
    assert not detect("The X200 is defective.", "en", NAMES)


@pytest.mark.parametrize("language", [*LANGUAGES, "unknown"])
def test_what_is_passed_over_scores_nothing(language):
    """Sentences that name nothing, or ask, are passed over unread: each of them scores below any threshold."""
    sentences = [sentence for _language, sentence, _is_claim in TUNING]
    found = {
        one.sentence: one.score for sentence in sentences for one in detect(sentence, language, NAMES, threshold=1)
    }
    parts = {
        part.text: score_sentence(part.text, language, NAMES) for sentence in sentences for part in split(sentence)
    }
    assert found == {text: score for text, score in parts.items() if score.total >= 1}
    assert len(found) < len(parts)


def test_every_kind_has_a_weight_and_an_italian_name():
    italian = Path("app/claims/translations/it.po").read_text(encoding="utf-8")
    assert set(WEIGHTS) == set(KIND_NAMES) == set(Kind)
    assert all(f'msgid "{name}"' in italian for name in KIND_NAMES.values())


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        "a",
        "1.",
        "all X200 ",
        "every ",
        "?!",
        "(",
        "' ",
        "> ",
        "said ",
        "\n",
        "void one two ",
        "1. ",
        "e.g. ",
        "x 2 0 ",
    ],
)
def test_the_longest_text_is_read(unit):
    text = (unit * 30_000)[:30_000] + "x"
    for language in LANGUAGES:
        detect(text, language, NAMES)
        score_sentence(text, language, NAMES)
