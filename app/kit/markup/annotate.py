"""Marks sentences inside a body and sets notes beside them."""

import html as entities
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.kit.markup.pieces import BLOCKS, CODE, Kind, Piece, pieces_of

_CHARACTER = re.compile(r"&(?:amp|lt|gt|quot|nbsp);|.", re.DOTALL)

SEALED = frozenset({"p", "h3", "h4", "h5", "h6", "pre"})
"""Blocks that cannot hold a paragraph: a note goes after them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A sentence to mark. `note_html` is inline HTML that is already safe; `css_class` is added to `claim`."""

    sentence: str
    note_html: str
    css_class: str = ""

    @property
    def note(self) -> str:
        return f'<p class="{self._classes("claim-note")}" role="note">{self.note_html}</p>'

    @property
    def opening(self) -> str:
        return f'<span class="{self._classes("claim")}">'

    def _classes(self, first: str) -> str:
        return entities.escape(" ".join([first, *self.css_class.split()]))


def wrap_sentences(html: str, marks: Sequence[Mark]) -> str:
    """Sanitised HTML with the first place of each sentence wrapped and its note after the block that holds it.

    White space counts as one space and so does the border of two blocks. A sentence may hold whole pieces of code or
    lie within one, but never begins or ends halfway into one. The note of a sentence that is not found stands before
    the body. The words of the body stay as they are.
    """
    pieces = list(pieces_of(html))
    words = _Words(pieces)
    spans: dict[int, list[tuple[int, int, Mark]]] = defaultdict(list)
    notes: dict[int, list[str]] = defaultdict(list)
    for mark in marks:
        stretches = words.find(mark.sentence)
        for stretch in stretches:
            spans[stretch.piece].append((stretch.start, stretch.end, mark))
        notes[_place_after(pieces, stretches[-1].piece) if stretches else 0].append(mark.note)
    out: list[str] = []
    for index, piece in enumerate(pieces):
        out += notes[index]
        out += _wrapped(piece.raw, spans[index])
    return "".join(out + notes[len(pieces)]) if pieces else "".join(notes[0])


class Stretch(NamedTuple):
    """A part of one piece of text, as offsets into what is written."""

    piece: int
    start: int
    end: int


class _Words:
    """All text of a body on one line, and where each character of it is written."""

    def __init__(self, pieces: list[Piece]) -> None:
        line: list[str] = []
        self.pieces = pieces
        self.piece, self.start, self.end, self.code = array("l"), array("l"), array("l"), array("l")
        for character, piece, start, end, code in _characters(pieces):
            if character.isspace():
                if line[-1:] == [" "]:
                    continue
                character = " "
            line.append(character)
            self.piece.append(piece)
            self.start.append(start)
            self.end.append(end)
            self.code.append(code)
        self.line = "".join(line)

    def find(self, sentence: str) -> list[Stretch]:
        """The stretches of the first place of the sentence; empty if there is none."""
        wanted = " ".join(sentence.split())
        first = self.line.find(wanted) if wanted else -1
        while first >= 0:
            last = first + len(wanted) - 1
            if self._splits_no_code(first, last):
                return self._stretches(first, last)
            first = self.line.find(wanted, first + 1)
        return []

    def _splits_no_code(self, first: int, last: int) -> bool:
        if self.code[first] == self.code[last]:
            return True
        before = first > 0 and self.code[first] and self.code[first - 1] == self.code[first]
        after = last + 1 < len(self.code) and self.code[last] and self.code[last + 1] == self.code[last]
        return not before and not after

    def _stretches(self, first: int, last: int) -> list[Stretch]:
        ends: dict[int, tuple[int, int]] = {}
        for index in range(first, last + 1):
            piece = self.piece[index]
            if piece >= 0:
                ends[piece] = (ends.get(piece, (self.start[index], 0))[0], self.end[index])
        worded = [(piece, *span) for piece, span in ends.items() if self.pieces[piece].raw[slice(*span)].strip()]
        return [Stretch(*stretch) for stretch in worded]


def _characters(pieces: list[Piece]) -> Iterator[tuple[str, int, int, int, int]]:
    """Each character with its piece, offsets and piece of code (0 outside); a border of blocks is a space nowhere."""
    code = depth = 0
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.TEXT:
            for match in _CHARACTER.finditer(piece.raw):
                yield entities.unescape(match.group()), index, match.start(), match.end(), code if depth else 0
            continue
        if piece.tag in CODE:
            depth += 1 if piece.kind is Kind.OPEN else -1
            code += piece.kind is Kind.OPEN and depth == 1
        if piece.parts_blocks:
            yield " ", -1, 0, 0, 0


def _wrapped(raw: str, spans: list[tuple[int, int, Mark]]) -> Iterator[str]:
    """The text with its spans; where marks overlap the later one is nested, cut at the borders of the earlier."""
    borders = sorted({0, len(raw), *(border for start, end, _ in spans for border in (start, end))})
    if len(borders) == 1 or not spans:
        yield raw
        return
    for start, end in zip(borders, borders[1:], strict=False):
        around = [mark for first, last, mark in spans if first <= start and end <= last]
        yield "".join(mark.opening for mark in around) + raw[start:end] + "</span>" * len(around)


def _place_after(pieces: list[Piece], last: int) -> int:
    """Where a paragraph may stand, at or after the piece: behind its block, or at the next border inside its block."""
    sealed = _innermost_block(pieces, last) in SEALED
    place = last + 1
    while place < len(pieces) and pieces[place].tag not in BLOCKS:
        place += 1
    if sealed:
        place += 1
    return _outside_inline(pieces, min(place, len(pieces)))


def _open_at(pieces: list[Piece], place: int) -> list[tuple[int, str]]:
    """The elements open before a piece, outermost first, with where they were opened."""
    opened: list[tuple[int, str]] = []
    for index in range(place):
        if pieces[index].kind is Kind.OPEN:
            opened.append((index, pieces[index].tag))
        elif pieces[index].kind is Kind.CLOSE:
            opened.pop()
    return opened


def _innermost_block(pieces: list[Piece], place: int) -> str:
    return next((tag for _, tag in reversed(_open_at(pieces, place)) if tag in BLOCKS), "")


def _outside_inline(pieces: list[Piece], place: int) -> int:
    """Behind the outermost inline element that is open here: imported HTML may put blocks inside a link."""
    opened = next((index for index, tag in _open_at(pieces, place) if tag not in BLOCKS), None)
    if opened is None:
        return place
    depth = 0
    for index in range(opened, len(pieces)):
        depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(pieces[index].kind, 0)
        if depth == 0:
            return index + 1
    return len(pieces)
