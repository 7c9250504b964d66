"""From text to the terms that are compared: words, accents folded, stop words left out, stems by language.

Folding comes before stemming, so that "citta" typed in a hurry finds "città". A word with a hyphen or a full stop
inside counts whole and in parts: "wi-fi" is found by "wifi" and by "wi fi", "E-47" by "e47".
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import Stemmer
from whoosh.lang.stopwords import stoplists

MAX_WORD = 64
"""Characters of a word that count: longer runs are keys, hashes or noise."""

WORD = re.compile(r"\w+(?:[.\-‐‑]\w+)*")
JOINT = re.compile(r"[.\-‐‑]")
UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})

# What an apostrophe leaves behind ("doesn't", "un'altra", "cos'è").
ENGLISH_LEFTOVERS = "doesn didn isn aren wasn weren hasn haven hadn wouldn couldn shouldn ain ve ll re d m"
ITALIAN_LEFTOVERS = "d m t s v n un cos quest quell anch senz"


class Word(NamedTuple):
    """A word where it stands in a text; `forms` are the folded whole and, if it has joints, its parts."""

    text: str
    start: int
    end: int
    forms: tuple[str, ...]


def fold(word: str) -> str:
    """Lower case, without accents: "Perché" and "perche" are the same."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(UNDECOMPOSED))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def forms(word: str) -> tuple[str, ...]:
    """The whole word without hyphens, then its parts of two characters or more."""
    folded = fold(word[:MAX_WORD])
    parts = JOINT.split(folded)
    if len(parts) == 1:
        return (folded,)
    whole = re.sub(r"[\-‐‑]", "", folded)
    return (whole, *dict.fromkeys(part for part in parts if len(part) > 1))


def composed(text: str) -> str:
    """The text with letter and accent in one character: a loose accent would end a word."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words(text: str) -> Iterator[Word]:
    """The words of a composed text, with their places in it."""
    for match in WORD.finditer(text):
        yield Word(match[0], match.start(), match.end(), forms(match[0]))


STEMMED = {"en": "english", "it": "italian"}
"""Languages whose words are stemmed, and what Snowball calls them."""
ANALYSIS = f"snowball {Stemmer.version()}"
"""Kept with each index: what is indexed and what is asked must be analysed alike. Another version of Snowball says something
else by itself; whoever changes the rules here changes it as well. An index that was made by other rules serves until a new
one is made beside it."""


class _Stemming(threading.local):
    """A stemmer is for one thread at a time. It keeps nothing: `KnownTerms` does."""

    def __init__(self) -> None:
        self.of = {language: Stemmer.Stemmer(name, 0).stemWord for language, name in STEMMED.items()}


_stemming = _Stemming()
STOP_WORDS = {
    "en": frozenset(map(fold, [*stoplists["en"], *ENGLISH_LEFTOVERS.split()])),
    "it": frozenset(map(fold, [*stoplists["it"], *ITALIAN_LEFTOVERS.split()])),
}
ANALYSED = ("en", "it", "xx")
"""Languages with rules of their own, and "xx" for all others: no stop words, no stems."""


def analysed_as(language: str | None) -> str:
    """The rules that a language's texts are analysed by."""
    return language if language in STEMMED else "xx"


def term(form: str, language: str) -> str | None:
    """What a folded word is compared by in a language of `ANALYSED`; None for a stop word."""
    if form in STOP_WORDS.get(language, ()):
        return None
    return _stemming.of[language](form) if language in STEMMED and form.isalpha() else form


def beginning(known: str) -> str:
    """Letters that every folded word of this term begins with: stemming changes none of the first three, except that
    of short words it leaves only the first one as it was ("dying" is "die", "cry" is "cri")."""
    return known[:3] if len(known) > 3 else known[:1]


def terms(text: str, language: str) -> list[str]:
    """All terms of a text in order."""
    return [known for known, _place in placed_terms(text, language, 0)[0]]


KNOWN_AT_MOST = 32_768


class KnownTerms(dict[str, tuple[str, ...]]):
    """Word by word its terms in one language, none for what is only an accent. When it is full it forgets everything: the
    common words are soon back, and to know which were used last would take twice the memory."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= KNOWN_AT_MOST:
            self.clear()
        found = tuple(
            known for form in forms(word) if form.strip() and (known := term(form, self.language)) is not None
        )
        self[word] = found
        return found


TERMS_OF = {language: KnownTerms(language) for language in ANALYSED}


def terms_of(word: str, language: str) -> tuple[str, ...]:
    """The terms of one word as it stands in a text; none for a stop word."""
    return TERMS_OF[language][word]


def placed_terms(text: str, language: str, start: int) -> tuple[list[tuple[str, int]], int]:
    """Terms with the place of their word, counted from `start`, and the place after the last word.

    All forms of a word stand in one place, and a stop word leaves its place empty: of a phrase it says "some word".
    """
    found = WORD.findall(composed(text))
    terms_of = TERMS_OF[language]
    placed = [(known, place) for place, word in enumerate(found, start) for known in terms_of[word]]
    return placed, start + len(found)


SHORTEST, LONGEST = 2, 30


def spellings(text: str) -> tuple[tuple[str, str], ...]:
    """(folded, as people write it, in small letters) for a word and its parts; nothing for numbers and for noise.

    A word with several joints or with a full stop is an address or a version and is known by its parts alone.
    """
    whole, *parts = forms(text)
    kept = [(part, part) for part in parts]
    if not parts:
        kept = [(whole, text.lower())]
    elif len(parts) == 2 and "." not in text:
        kept.append((whole, text.lower()))
    return tuple(pair for pair in kept if SHORTEST <= len(pair[0]) <= LONGEST and _is_a_word(pair[0]))


def _is_a_word(folded: str) -> bool:
    """Letters, with at most three digits ("x200"); keys and hashes are none."""
    return folded.isalpha() or (folded.isalnum() and 0 < sum(map(str.isdigit, folded)) <= 3 and not folded.isdigit())


def distinct_words(text: str, limit: int) -> list[Word]:
    """The first `limit` different words of a text."""
    found: dict[str, Word] = {}
    for word in words(composed(text)):
        if len(found) == limit:
            break
        found.setdefault(word.forms[0], word)
    return list(found.values())
