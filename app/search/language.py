"""A guess at the language of a text by the small words in it."""

from app.search.analysis import STOP_WORDS, composed, words

ENOUGH_TEXT = 4_000
"""Characters that are looked at."""

# A word that is small in both languages tells nothing.
TELLING = {
    "en": STOP_WORDS["en"] - STOP_WORDS["it"],
    "it": STOP_WORDS["it"] - STOP_WORDS["en"],
}


def guess_language(text: str) -> str | None:
    """ "en", "it", or None when the text does not tell.

    Meaning: the language whose stop words (those that the other does not share) occur at least twice as often as the
    other's. One such word is enough for a short title, as long as none speaks for the other language.
    """
    found = [word.forms[0] for word in words(composed(text[:ENOUGH_TEXT]))]
    counts = {language: sum(word in telling for word in found) for language, telling in TELLING.items()}
    likelier, other = sorted(counts, key=counts.__getitem__, reverse=True)
    return likelier if counts[likelier] and counts[likelier] >= 2 * counts[other] else None
