"""What a text is about, as far as that asks for a second reader: safety, price, law, warranty. Pure.

A word is reason enough: who approves reads the rest. Safety and law are the claims lexicons; money and warranty have
words of their own, since an official answer names a price where a claim complains about it. English and Italian; any
other language is read with both.
"""

import re
from enum import StrEnum

from app.claims.lexicons import LEXICONS
from app.claims.words import Phrases, words_of
from app.kit.texts import N_


class Topic(StrEnum):
    SAFETY = "safety"
    PRICE = "price"
    LEGAL = "legal"
    WARRANTY = "warranty"


TOPIC_NAMES = {
    Topic.SAFETY: N_("safety"),
    Topic.PRICE: N_("price"),
    Topic.LEGAL: N_("law"),
    Topic.WARRANTY: N_("warranty"),
}

_MONEY = re.compile(r"[€$£]\s?\d|\d\s?(?:[€$£]|eur\b|euros?\b|usd\b|gbp\b)", re.IGNORECASE)
_OWN = {
    "en": {
        Topic.SAFETY: Phrases(
            (
                "fire|flame|flames|smoke|smoking|burn|burns|burning|overheat*|explod*|explosion",
                "electric|electrical shock",
                "injur*|hazard*|dangerous|danger|unsafe|safety|toxic",
                "unplug|disconnect it|immediately",
            )
        ),
        Topic.PRICE: Phrases(
            ("price|prices|priced|cost|costs|fee|fees|charge|charges|charged|discount*|refund*", "free of charge")
        ),
        Topic.LEGAL: Phrases(
            ("law|laws|legal|legally|liable|liability|contract|contracts|terms|gdpr|lawsuit|court|illegal*",)
        ),
        Topic.WARRANTY: Phrases(("warranty|warranties|guarantee|guarantees|guaranteed|replacement|replacements",)),
    },
    "it": {
        Topic.SAFETY: Phrases(
            (
                "fuoco|fiamme|fiamma|fumo|incendi*|brucia*|ustion*|surriscald*|esplod*|esplosion*",
                "scossa|scosse elettrica|elettriche?",
                "ferit*|pericol*|sicurezza|tossic*",
            )
        ),
        Topic.PRICE: Phrases(
            ("prezzo|prezzi|costo|costi|costa|costano|canone|tariff*|sconto|sconti|addebit*|rimbors*|gratuit*",)
        ),
        Topic.LEGAL: Phrases(
            ("legge|leggi|legale|legali|contratto|contratti|contrattual*|gdpr|tribunale|illegal*|normativ*",)
        ),
        Topic.WARRANTY: Phrases(("garanzia|garanzie|garantit*|sostituzion*",)),
    },
}


def topics_of(text: str, language: str) -> frozenset[Topic]:
    """The topics that a text names, by one word or phrase each."""
    words = words_of(text)
    found = {Topic.PRICE} if _MONEY.search(text) else set()
    for code in [language] if language in _OWN else _OWN:
        lexicon = LEXICONS[code]
        for topic, phrases in _OWN[code].items():
            if any(phrases.find(words)):
                found.add(topic)
        if any(lexicon.safety.find(words)):
            found.add(Topic.SAFETY)
        if any(lexicon.legal.find(words)):
            found.add(Topic.LEGAL)
    return frozenset(found)
