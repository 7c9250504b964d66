"""What asks for a second reader, in both languages."""

import pytest

from app.one_voice.sensitive import Topic, topics_of

SAID = {
    "Unplug it: the adapter may catch fire.": ("en", {Topic.SAFETY}),
    "The new cable costs 12 € and is sent tomorrow.": ("en", {Topic.PRICE}),
    "The price is the same everywhere.": ("en", {Topic.PRICE}),
    "Sending it back is free of charge.": ("en", {Topic.PRICE}),
    "This is covered by the warranty.": ("en", {Topic.WARRANTY}),
    "By law you can return it.": ("en", {Topic.LEGAL}),
    "Set the line profile to stable, then wait a minute.": ("en", set()),
    "Firewall rules for guests are on page 4.": ("en", set()),
    "Il canone aumenta a maggio.": ("it", {Topic.PRICE, Topic.LEGAL}),
    "È coperto dalla garanzia.": ("it", {Topic.WARRANTY}),
    "Si surriscalda: staccalo dalla corrente.": ("it", {Topic.SAFETY}),
    "Imposta il profilo stabile e aspetta un minuto.": ("it", set()),
    "Garantie und price": ("de", {Topic.PRICE}),
}


@pytest.mark.parametrize("text", SAID)
def test_topics(text: str) -> None:
    language, topics = SAID[text]
    assert topics_of(text, language) == topics
