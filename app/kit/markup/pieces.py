"""Sanitised HTML as a row of tags and texts. Only for what `sanitise` made: well-formed, attributes in double quotes."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

BLOCKS = frozenset(
    [
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
VOIDS = frozenset({"br", "hr", "img"})
CODE = frozenset({"pre", "code"})

_PIECE = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^">]|"[^"]*")*+)>|[^<]++|<""")


class Kind(StrEnum):
    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    VOID = "void"


class Piece(NamedTuple):
    """`raw` is the piece as written; `tag` is empty for text."""

    kind: Kind
    raw: str
    tag: str = ""

    @property
    def parts_blocks(self) -> bool:
        """Whether a reader sees what is before and after it as apart."""
        return self.tag in BLOCKS or self.tag in {"br", "img"}


def pieces_of(html: str) -> Iterator[Piece]:
    """The pieces in order; joined, their `raw` is the input again."""
    for match in _PIECE.finditer(html):
        closing, tag = match.group(1), match.group(2)
        if not tag:
            yield Piece(Kind.TEXT, match.group())
        elif tag in VOIDS:
            yield Piece(Kind.VOID, match.group(), tag)
        else:
            yield Piece(Kind.CLOSE if closing else Kind.OPEN, match.group(), tag)
