"""A sentence as a row of words, free of case, accents and kinds of apostrophe; lexicon phrases found in it.

Expressions over words instead of over characters: each phrase has at most a few elements and each position is looked
at a bounded number of times, so time is linear in the text whatever is written in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

GAP = 3

_WORD = re.compile(r"https?://\S+|www\.\S+|[vV]?\d[\d.]*\d|[\w\u0300-\u036f]+")
_FENCE = re.compile(r"[,;:()\[\]\"“”«»—!?.…]| [-–] ")


class Word(NamedTuple):
    """A word with its place; `fenced` when a comma or stronger mark stands before it, `capital`
    when it has a capital letter in a sentence that is not all in capitals."""

    folded: str
    start: int
    end: int
    fenced: bool
    capital: bool


def fold(text: str) -> str:
    """Small letters without accents: what two spellings of one word have in common."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(sentence: str) -> list[Word]:
    """The words of a sentence; apostrophes and hyphens part them, dotted numbers stay whole, addresses are left out."""
    words: list[Word] = []
    last, shouted = 0, sentence.isupper()
    for match in _WORD.finditer(sentence):
        text, (start, end) = match[0], match.span()
        if "://" in text or text.startswith("www."):
            continue
        # A single blank is no mark, and is what parts nearly all words.
        parted = sentence[last:start] != " "
        fenced = parted and bool(words) and _FENCE.search(sentence, last, start) is not None
        words.append(Word(fold(text), start, end, fenced, not shouted and text != text.lower()))
        last = end
    return words


def has_digit(folded: str) -> bool:
    return not folded.isalpha() and any(letter.isdigit() for letter in folded)


@dataclass(frozen=True, slots=True)
class Span:
    """Words from `first` up to, not including, `last`."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Element:
    exact: frozenset[str]
    stems: tuple[str, ...]
    optional: bool
    gap: bool = False
    number: bool = False

    def fits(self, folded: str) -> bool:
        if self.number:
            return has_digit(folded)
        return folded in self.exact or (bool(self.stems) and folded.startswith(self.stems))


class Phrases:
    """A set of phrases written as words: `a|b` either, `stem*` any ending, `word?` may be missing, `~` up to three
    words between, `#` a word with a digit. No phrase reaches across a comma or stronger mark."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.rows = [tuple(_element(part) for part in phrase.split()) for phrase in phrases]
        self._by_word: dict[str, list[tuple[_Element, ...]]] = {}
        self._by_stem: dict[str, list[tuple[_Element, ...]]] = {}
        self._by_number: list[tuple[_Element, ...]] = []
        self._any: list[tuple[_Element, ...]] = []
        for row in self.rows:
            head = row[0]
            if head.optional or head.gap:
                self._any.append(row)
            elif head.number:
                self._by_number.append(row)
            for word in head.exact:
                self._by_word.setdefault(word, []).append(row)
            for stem in head.stems:
                self._by_stem.setdefault(stem[:3], []).append(row)

    def at(self, words: list[Word], position: int) -> Span | None:
        """The longest phrase that begins at this word."""
        folded = words[position].folded
        by_word, by_stem = self._by_word.get(folded, ()), self._by_stem.get(folded[:3], ())
        by_number = self._by_number if self._by_number and has_digit(folded) else ()
        if not (by_word or by_stem or by_number or self._any):
            return None
        ends = [
            end
            for row in (*by_word, *by_stem, *by_number, *self._any)
            if (end := _end(row, 0, words, position, position)) is not None
        ]
        return Span(position, max(ends)) if ends else None

    def find(self, words: list[Word]) -> Iterator[Span]:
        """Every place, from left to right, without overlap."""
        position = 0
        for start in range(len(words)) if self._any else self._beginnings(words):
            if start >= position and (span := self.at(words, start)):
                yield span
                position = span.last

    def _beginnings(self, words: list[Word]) -> list[int]:
        """Where a phrase may begin: most words of a text begin none."""
        by_word, by_stem, numbers = self._by_word, self._by_stem, self._by_number
        return [
            at
            for at, (folded, *_rest) in enumerate(words)
            if folded in by_word or folded[:3] in by_stem or (numbers and has_digit(folded))
        ]


def _element(part: str) -> _Element:
    if part == "~":
        return _Element(frozenset(), (), optional=False, gap=True)
    if part in ("#", "#?"):
        return _Element(frozenset(), (), optional=part == "#?", number=True)
    choices = [fold(choice) for choice in part.removesuffix("?").split("|")]
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    if any(len(stem) < 3 for stem in stems):
        raise ValueError(f"a stem needs three letters: {part}")
    exact = frozenset(choice for choice in choices if not choice.endswith("*"))
    return _Element(exact, stems, optional=part.endswith("?"))


def _end(row: tuple[_Element, ...], index: int, words: list[Word], position: int, first: int) -> int | None:
    if index == len(row):
        return position
    element = row[index]
    if element.gap:
        for skipped in range(GAP + 1):
            inside = range(position, min(position + skipped, len(words)))
            if any(words[at].fenced for at in inside):
                return None
            end = _end(row, index + 1, words, position + skipped, first)
            if end is not None:
                return end
        return None
    here = position < len(words) and not (words[position].fenced and position > first)
    if here and element.fits(words[position].folded):
        end = _end(row, index + 1, words, position + 1, first)
        if end is not None:
            return end
    return _end(row, index + 1, words, position, first) if element.optional else None
