"""Plain text, English or Italian, cut into sentences that know where they stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 600
SHORTEST_WRAPPED_LINE = 50


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ABBREVIATIONS = _set(
    "e.g eg i.e ie vs v dr mr mrs ms prof st dept inc ltd jan feb aug sept oct nov dec sig sigg sigra sig.ra sig.na dott "
    "dott.ssa ing avv geom rag egr gent spett es p.es ad.es cfr cit lett rif"
)
BEFORE_A_NUMBER = _set(
    "no nr nn art artt fig vol ver vers rev pag pagg cap all prot mod cod tel cell max min ca circa approx op"
)
AFTER_A_LIST = _set("etc ecc")

# Begins at the first mark of a run and never gives back what it took: without that, a page of full stops is quadratic.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'»”’)\]]*+(?=\s|$)")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+•–·]|\d{1,3}[.)])[ \t]+")
_QUOTE_MARK = re.compile(r"[ \t]*>")
_CLOSERS = "\"'»”’)]"
_OPENERS = "\"'«“‘(["


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a text: `text == source[start:end]`; `quoted` when it repeats somebody else behind a ">" mark."""

    text: str
    start: int
    end: int
    quoted: bool = False

    @property
    def is_question(self) -> bool:
        """Whether the last stop has a question mark, behind closing quotes or brackets too."""
        body = self.text.rstrip().rstrip(_CLOSERS).rstrip()
        stops = body[len(body.rstrip(".!?…")) :]
        return "?" in stops


def split(text: str) -> list[Sentence]:
    """The sentences of `text` in order, without overlap; blank stretches and list marks belong to none.

    A line ends a sentence unless the next one plainly continues it (a long line without a stop, then a small letter).
    A full stop ends one unless it belongs to an abbreviation, an initial or a list number; stops inside numbers,
    versions and addresses have no blank behind them and are never looked at. What runs on for more than 600
    characters is cut at a blank, so that words far apart are not read together. Time is linear in the text.
    """
    sentences = []
    for start, end, quoted in _paragraphs(text):
        for first, last in _cut(text, start, end):
            for piece_start, piece_end in _bounded(text, first, last):
                sentences.append(Sentence(text[piece_start:piece_end], piece_start, piece_end, quoted))
    return sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches of lines that are read on, each with whether it is quoted."""
    open_start, open_end, open_quoted = -1, -1, False
    position = 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        body = line.strip()
        quoted = bool(_QUOTE_MARK.match(line))
        mark = _LIST_MARK.match(line)
        if open_start >= 0:
            previous = text[max(open_start, open_end - LONGEST) : open_end]
            goes_on = body[:1].islower() and not mark and quoted == open_quoted and _runs_on(previous)
            if goes_on:
                open_end = position
                continue
            yield open_start, open_end, open_quoted
            open_start = -1
        if body:
            open_start, open_end, open_quoted = start + (mark.end() if mark else 0), position, quoted
    if open_start >= 0:
        yield open_start, open_end, open_quoted


def _runs_on(stretch: str) -> bool:
    last_line = stretch.rstrip("\r\n").rsplit("\n", 1)[-1].rstrip()
    return len(last_line) >= SHORTEST_WRAPPED_LINE and last_line[-1] not in ".!?…:;"


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, opened, stop, end):
            yield opened, stop.end()
            opened = stop.end()
    yield opened, end


def _ends_sentence(text: str, opened: int, stop: re.Match[str], end: int) -> bool:
    following = text[stop.end() : min(end, stop.end() + 20)].lstrip().lstrip(_OPENERS)
    if not following:
        return True
    small = following[0].islower()
    marks = stop.group()
    if "?" in marks or "!" in marks:
        return not (small and marks[-1] in _CLOSERS)
    if marks != "." and marks.rstrip(_CLOSERS) != ".":
        return not small
    before = text[max(opened, stop.start() - 30) : stop.start()].split()
    word = before[-1].lstrip(_OPENERS).casefold() if before else ""
    if word in AFTER_A_LIST:
        return not small
    if word in BEFORE_A_NUMBER:
        return not following[0].isdigit()
    if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    starts_with_number = word.isdigit() and not text[opened : stop.start()].strip().removesuffix(word)
    return bool(word) and not starts_with_number


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
