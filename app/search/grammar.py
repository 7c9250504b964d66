"""What somebody types into the search box: words, "exact phrases", and filters such as product:x200.

    text    = { word | phrase | filter }
    phrase  = '"' anything but quotes '"'                a quote inside a word (27") opens none
    filter  = name ":" ( value | '"' values '"' )        no space after the colon

Names of filters are known in both languages (`NAMES`); any other word with a colon in it is a word. Nothing that is typed
is an error for the search: what cannot be meant is left out, and a `Problem` says so. Reading is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from app.kit.texts import N_, Text
from app.search.analysis import WORD

MAX_PHRASES = 5
"""Phrases that are looked for; the words of any more are words like others."""

NAMES = {
    "product": "product",
    "prodotto": "product",
    "solved": "solved",
    "risolto": "solved",
    "risolta": "solved",
    "label": "label",
    "etichetta": "label",
    "by": "by",
    "di": "by",
}
SOLVED = {"yes": "yes", "no": "no", "sì": "yes", "si": "yes"}
LABELS = {
    "official": "official",
    "ufficiale": "official",
    "verified": "staff_verified",
    "verificata": "staff_verified",
    "panel": "community_verified",
    "gruppo": "community_verified",
    "unreviewed": "unreviewed",
    "non-esaminata": "unreviewed",
    "unofficial": "unofficial",
    "non-ufficiale": "unofficial",
    "disputed": "disputed",
    "discordante": "disputed",
    "corrected": "corrected",
    "rettificata": "corrected",
}

EMPTY = Text(N_("Nothing stands between the quotation marks."))
UNPAIRED = Text(N_("A quotation mark has no partner, so it was left out."))
SIGNS = Text(N_("There is no word in this to look for. Type what happens, the product, or the text of an error."))
WHAT_SOLVED_TAKES = Text(N_("“solved:” takes yes or no."))
WHAT_LABEL_TAKES = Text(N_("“label:” takes official, verified, panel, unreviewed, unofficial, disputed or corrected."))

JOINERS = "\u200c\u200d"
"""Persian and emoji are spelled with these two invisible characters."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_NAME = re.compile(r"([^\W\d_]{2,20}):")
_UP_TO_SPACE = re.compile(r"\S*")
_WORD = re.compile(r"\w")


class Named(NamedTuple):
    """A filter as it was typed; the place of it all is `start` to `end`."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Typed:
    """A search text taken apart. `parts` are the places of the words, for whoever wants to change one."""

    text: str = ""
    words: str = ""
    phrases: tuple[str, ...] = ()
    filters: tuple[Named, ...] = ()
    repeated: tuple[Named, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()
    problems: tuple[Text, ...] = field(default=())

    def value(self, name: str) -> str | None:
        return next((one.value for one in self.filters if one.name == name), None)

    def without(self, name: str) -> str:
        """The same text without a filter."""
        text = self.text
        for one in sorted((*self.filters, *self.repeated), key=lambda one: -one.start):
            if one.name == name:
                text = f"{text[: one.start].rstrip()} {text[one.end :].lstrip()}"
        return text.strip()


def cleaned(text: str) -> str:
    """Without characters that nobody sees, that turn the direction or that end a text; any space is a space."""
    kept = (char if char.isprintable() or char in JOINERS else " " if char.isspace() else "" for char in text)
    return "".join(kept).strip()


@lru_cache(maxsize=256)
def parse(text: str) -> Typed:
    """The text taken apart. Of a filter that is typed twice the first one counts."""
    text = cleaned(text)
    plain = text.translate(_QUOTES)
    reading = _Reading(plain)
    reading.read()
    words = " ".join(text[start:end] for start, end in reading.parts)
    if text and not _WORD.search(words) and not reading.phrases and not reading.named and not reading.problems:
        reading.problems.append(SIGNS)
    return Typed(
        text=text,
        words=words,
        phrases=tuple(reading.phrases),
        filters=tuple(reading.named),
        repeated=tuple(reading.repeated),
        parts=tuple(reading.parts),
        problems=tuple(dict.fromkeys(reading.problems)),
    )


class _Reading:
    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[tuple[int, int]] = []
        self.phrases: list[str] = []
        self.named: list[Named] = []
        self.repeated: list[Named] = []
        self.problems: list[Text] = []

    def read(self) -> None:
        at = 0
        while at < len(self.text):
            if self.text[at].isspace():
                at += 1
            elif (name := _NAME.match(self.text, at)) and name[1].casefold() in NAMES:
                at = self._filter(NAMES[name[1].casefold()], name[1], at, name.end())
            elif self.text[at] == '"':
                at = self._phrase(at)
            else:
                at = self._word(at)

    def _word(self, start: int) -> int:
        end = self._space_after(start)
        self.parts.append((start, end))
        return end

    def _phrase(self, start: int) -> int:
        end = self.text.find('"', start + 1)
        if end < 0:
            self.problems.append(UNPAIRED)
            return start + 1
        words = self.text[start + 1 : end].strip()
        if not _WORD.search(words):
            self.problems.append(EMPTY)
        elif len(self.phrases) < MAX_PHRASES:
            self.phrases.append(words)
        else:
            self.parts.append((start + 1, end))
        return end + 1

    def _filter(self, name: str, typed: str, start: int, at: int) -> int:
        value, end = self._value(at)
        if not value:
            self.problems.append(
                Text(N_("“%(name)s:” needs a value right after the colon, so it was left out."), name=typed)
            )
        elif any(one.name == name for one in self.named):
            self.problems.append(Text(N_("“%(name)s:” was typed twice; the first one counts."), name=typed))
            self.repeated.append(Named(name, value, start, end))
        else:
            self.named.append(Named(name, value, start, end))
        return end

    def _value(self, at: int) -> tuple[str, int]:
        if self.text[at : at + 1] == '"':
            end = self.text.find('"', at + 1)
            if end >= 0:
                return self.text[at + 1 : end].strip(), end + 1
            self.problems.append(UNPAIRED)
            at += 1
        end = self._space_after(at)
        return self.text[at:end], end

    def _space_after(self, at: int) -> int:
        found = _UP_TO_SPACE.match(self.text, at)
        return found.end() if found else at


def corrected(typed: Typed, instead: dict[str, str]) -> str:
    """The text with words replaced, each piece (word → other word) wherever it stands among the words."""
    pieces, last = [], 0
    for start, end in typed.parts:
        pieces += [typed.text[last:start], *_replaced(typed.text[start:end], instead)]
        last = end
    return "".join([*pieces, typed.text[last:]])


def _replaced(part: str, instead: dict[str, str]) -> Iterator[str]:
    last = 0
    for found in WORD.finditer(part):
        yield part[last : found.start()]
        yield instead.get(found[0], found[0])
        last = found.end()
    yield part[last:]
