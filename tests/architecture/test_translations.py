"""Italian is complete: every text has its Italian, with the same places for names and numbers, and nothing is a guess."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from app.site.translating import catalogue_of, features, untranslated

PLACES = re.compile(r"%\((\w+)\)([sdif])")
HTML = re.compile(r"</?[a-z]+[^>]*>")
ALONE = re.compile(r"(?<!%)%(?![%(])")


def messages() -> Iterator[tuple[str, Message]]:
    for feature in features():
        for message in catalogue_of(feature, "it"):
            if message.id:
                yield feature.name, message


def texts(part: object) -> tuple[str, ...]:
    return tuple(part) if isinstance(part, list | tuple) else (str(part),)


def test_every_text_has_its_italian() -> None:
    assert untranslated("it") == []


def test_the_places_of_names_and_numbers_are_the_same() -> None:
    """A place that is missing loses a word; one too many is an error on the page. `title_it` is the Italian of `title`."""
    wrong = []
    for feature, message in messages():
        wanted = set(PLACES.findall(" ".join(texts(message.id))))
        for place, text in enumerate(texts(message.string)):
            found = {(name.removesuffix("_it"), kind) for name, kind in PLACES.findall(text)}
            may_lack = {("num", "s"), ("num", "d")} if message.pluralizable and place == 0 else set()
            if not wanted - may_lack <= found <= wanted:
                wrong.append((feature, message.id, text))
    assert wrong == []


def test_nothing_is_a_guess() -> None:
    assert [(feature, message.id) for feature, message in messages() if message.fuzzy] == []


def test_no_text_is_without_a_translation_in_its_own_catalogue() -> None:
    assert [(feature, message.id) for feature, message in messages() if not all(texts(message.string))] == []


def test_both_forms_of_a_number_are_there() -> None:
    lacking = [(name, one.id) for name, one in messages() if one.pluralizable and len(texts(one.string)) != 2]
    assert lacking == []


def test_translations_bring_no_markup_of_their_own() -> None:
    wrong = [
        (feature, message.id)
        for feature, message in messages()
        for text in texts(message.string)
        if set(HTML.findall(text)) - set(HTML.findall(" ".join(texts(message.id))))
    ]
    assert wrong == []


def test_a_text_is_translated_in_one_way() -> None:
    """The same English in two catalogues has the same Italian: which catalogue wins must not matter."""
    seen: dict[object, object] = {}
    differing = []
    for feature, message in messages():
        key = texts(message.id)
        if seen.setdefault(key, texts(message.string)) != texts(message.string):
            differing.append((feature, message.id))
    assert differing == []


def test_percent_signs_are_doubled_or_named() -> None:
    """In a text with named places a lone sign would be an error on the page."""
    wrong = [
        (feature, message.id)
        for feature, message in messages()
        for text in texts(message.string)
        if PLACES.search(" ".join(texts(message.id))) and ALONE.search(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("feature", features(), ids=lambda path: path.name)
def test_catalogues_belong_to_texts(feature: Path) -> None:
    """A package that has texts has its catalogue."""
    from app.site.translating import texts_of

    if set(texts_of(feature)):
        assert (feature / "translations" / "it.po").exists()
