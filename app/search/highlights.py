"""What is shown of a hit: the post of the thread that fits best, and the part of it where the words are.

Texts come from the database at the moment of showing, never from the index. Pieces are plain text, so that whoever
shows them escapes them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.search.analysis import WORD, analysed_as, beginning, composed, distinct_words, term, terms_of
from app.search.backend import MAX_WORDS
from app.search.documents import Passage

EXCERPT = 240
"""Characters of an excerpt, without the marks of omission."""
LEAD = 60
"""Characters shown before the first word found, at most."""
READ_AT_MOST = 40_000
"""Characters of a thread that are looked through for one hit."""
OMITTED = "…"
REMEMBERED = 5_000
"""Words that are remembered for one set of wanted words."""

IN_WORDS = re.compile(r"[\w.\-‐‑]")
RUN = re.compile(r"[\w.\-‐‑]*")
UNLIKE = re.compile(r"[.\-‐‑](?=\w)|[^\W\x00-\x7f]")
"""In a word that may be another one when it is folded."""

Pieces = tuple[tuple[str, bool], ...]
Place = tuple[int, int, int]
"""Start, end, and which of the wanted words stands there."""


class Best(NamedTuple):
    """The passage to show, and its excerpt in pieces: (text, whether it is a match)."""

    passage: Passage
    pieces: Pieces


def best_passage(passages: Iterable[Passage], matched_words: Sequence[str], language: str | None) -> Best | None:
    """The passage with the most different words; among equals what is official, then accepted, then first.

    Without any of the words (they are in the title alone) it is the first passage from its beginning; None if there
    are no passages.
    """
    wanted = _wanted(tuple(matched_words), language)
    read = _read(passages)
    if not read:
        return None
    best, most = read[0], 0
    # In the order in which equals win, so that the first one with all the words ends the looking.
    for one in sorted(read, key=lambda one: (one[0].status != "official", not one[0].accepted)):
        if most == wanted.number:
            break
        if wanted.at_most_in(one[1]) <= most:
            continue
        found = wanted.number if wanted.all_in(one[1]) else _number_found(composed(one[1]), wanted)
        if found > most:
            best, most = one, found
    passage, text = best
    text = _one_line(text)
    return Best(passage, _excerpt(text, _places(text, wanted)))


def _read(passages: Iterable[Passage]) -> list[tuple[Passage, str]]:
    """The passages with as much of each as is looked through."""
    read: list[tuple[Passage, str]] = []
    left = READ_AT_MOST
    for passage in passages:
        if left <= 0:
            break
        read.append((passage, passage.text[:left]))
        left -= len(passage.text)
    return read


def mark(text: str, matched_words: Sequence[str], language: str | None) -> Pieces:
    """A whole short text, a title, with the words in it marked."""
    text = _one_line(text[:READ_AT_MOST])
    return _pieces(text, _places(text, _wanted(tuple(matched_words), language)), 0, len(text))


class Wanted(dict[str, tuple[int, ...]]):
    """Word → which of the wanted words it is a form of. Each is looked into once, however many texts it stands in."""

    def __init__(self, terms: dict[str, int], rules: str, typed: Iterable[tuple[str, int]]) -> None:
        """`typed`: the folded words themselves, each with its number."""
        super().__init__()
        self.terms, self.rules = terms, rules
        self.beginnings = tuple({beginning(known) for known in terms})
        self.number = len(set(terms.values()))
        self.plain = [re.compile(rf"(?<!\w)(?:{'|'.join(one)})(?!\w)") for one in _by_number(typed).values()]

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        if word.isascii() and word.isalpha() and not word.lower().startswith(self.beginnings):
            which: tuple[int, ...] = ()
        else:
            which = tuple(self.terms[known] for known in terms_of(word, self.rules) if known in self.terms)
        self[word] = which
        return which

    def all_in(self, text: str) -> bool:
        """Whether a text has all of the words just as they were typed, which is seen without taking it apart."""
        letters = text.lower()
        return len(self.plain) == self.number and all(one.search(letters) for one in self.plain)

    def at_most_in(self, text: str) -> int:
        """A number of wanted words that a text surely has no more of, found without taking it apart."""
        if not text.isascii():
            return self.number
        # A word is compared without its hyphens too.
        letters = text.lower().replace("-", "")
        return len({which for known, which in self.terms.items() if beginning(known) in letters})


@lru_cache(maxsize=8)
def _wanted(matched_words: tuple[str, ...], language: str | None) -> Wanted:
    found = distinct_words(" ".join(matched_words), MAX_WORDS)
    rules = analysed_as(language)
    known = ((term(form, rules), index) for index, word in enumerate(found) for form in word.forms)
    plain = (
        (form, index) for index, word in enumerate(found) for form in word.forms if term(form, rules) and form.isalpha()
    )
    return Wanted({text: index for text, index in known if text is not None}, rules, plain)


def _by_number(typed: Iterable[tuple[str, int]]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = {}
    for form, number in typed:
        grouped.setdefault(number, []).append(form)
    return grouped


def _one_line(text: str) -> str:
    return composed(" ".join(text.split()))


def _number_found(text: str, wanted: Wanted) -> int:
    """How many of the wanted words a text has."""
    return len({one for _start, _end, which in _found(text, wanted) for one in which})


def _places(text: str, wanted: Wanted) -> list[Place]:
    return [(start, end, which[0]) for start, end, which in _found(text, wanted)]


def _found(text: str, wanted: Wanted) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Where the wanted words stand. Words are looked into only where one of them may be, which is seen without a step for
    each word of the text."""
    at = -1
    for place in _maybe(text, wanted):
        if place < at:
            continue
        start, at = _run(text, place)
        for one in WORD.finditer(text, start, at):
            if which := wanted[one[0]]:
                yield one.start(), one.end(), which


def _maybe(text: str, wanted: Wanted) -> Iterable[int]:
    """Places in words that begin as a wanted one, that have a joint, or a letter that has to be folded first."""
    letters = text.lower()
    if not wanted.terms:
        return ()
    if len(letters) != len(text):
        return [one.start() for one in WORD.finditer(text)]
    places = {one.start() for one in UNLIKE.finditer(text)}
    for begun in wanted.beginnings:
        place = letters.find(begun)
        while place >= 0:
            if not place or not letters[place - 1].isalnum():
                places.add(place)
            place = letters.find(begun, place + 1)
    return sorted(places)


def _run(text: str, place: int) -> tuple[int, int]:
    """Where the letters, hyphens and full stops around a place begin and end; a word never reaches further."""
    start = place
    while start and IN_WORDS.match(text, start - 1):
        start -= 1
    end = RUN.match(text, start)
    return start, max(end.end() if end else place, place + 1)


def _excerpt(text: str, places: list[Place]) -> Pieces:
    start = _densest(places) if places else 0
    if start > 0:
        start = max(0, start - LEAD)
        space = text.find(" ", start, start + LEAD) if start else -1
        start = space + 1 if space >= 0 else start
    start = max(0, min(start, len(text) - EXCERPT)) if start + EXCERPT > len(text) else start
    end = min(len(text), start + EXCERPT)
    if end < len(text):
        space = text.rfind(" ", start + EXCERPT // 2, end)
        end = space if space >= 0 else end
    pieces = list(_pieces(text, places, start, end))
    if start > 0:
        pieces.insert(0, (OMITTED, False))
    if end < len(text):
        pieces.append((OMITTED, False))
    return tuple(pieces)


def _densest(places: list[Place]) -> int:
    """Where the stretch begins that has the most different words, then the most words; the first of equals."""
    best, begin = (0, 0), places[0][0]
    inside: Counter[int] = Counter()
    last = 0
    for first, (start, _, which) in enumerate(places):
        while last < len(places) and places[last][1] <= start + EXCERPT - LEAD:
            inside[places[last][2]] += 1
            last += 1
        value = (len(inside), last - first)
        if value > best:
            best, begin = value, start
        last = max(last, first + 1)
        inside[which] -= 1
        if inside[which] <= 0:
            del inside[which]
    return begin


def _pieces(text: str, places: list[Place], start: int, end: int) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    at = start
    for first, last, _ in places:
        if first < start or last > end:
            continue
        if first > at:
            pieces.append((text[at:first], False))
        pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((text[at:end], False))
    return tuple(pieces)
