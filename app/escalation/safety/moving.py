"""Public text made minimal: the sentences with an order number, a card, an address go to what only staff see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.escalation.safety.identifiers import Identifier, identifiers

ABBREVIATIONS = r"(?<!\bn)(?<!\bno)(?<!\bnr)(?<!\bnum)(?<!\btel)(?<!\bsig)(?<!\bart)(?<!\bref)(?<!\bcod)(?<!\bcell)"
ENDS = re.compile(rf"{ABBREVIATIONS}[.!?…]+[\"')\]»”]*(?:\s+|$)|\n+", re.IGNORECASE)
BLANKS = re.compile(r"[ \t]+(?=\n|$)")
GAPS = re.compile(r"\n{3,}")
HIDDEN = "…"
LEAST = 15
"""Characters that must be left for a question to say anything."""


@dataclass(frozen=True)
class Moved:
    """What stays public, and the sentences that only staff see, as they were written; none when nothing was found."""

    title: str
    body: str
    sentences: tuple[str, ...]


def minimal(title: str, body: str) -> Moved:
    """A title keeps its words and loses its numbers. So does a body that would be empty without its sentences."""
    in_title, in_body = identifiers(title), identifiers(body)
    if not in_title and not in_body:
        return Moved(title, body, ())
    spans = _sentences_with(body, in_body)
    sentences = [body[start:end].strip() for start, end in spans]
    left = _without(body, spans)
    if len(left) < LEAST:
        left = _masked(body, in_body)
    moved = ([title.strip()] if in_title else []) + sentences
    return Moved(_masked(title, in_title), left, tuple(dict.fromkeys(moved)))


def _sentences_with(text: str, found: Sequence[Identifier]) -> list[tuple[int, int]]:
    """The sentences, or lines, that touch what was found; each once."""
    spans, start = [], 0
    for end in [*(hit.end() for hit in ENDS.finditer(text)), len(text)]:
        if end > start and any(one.start < end and start < one.end for one in found):
            spans.append((start, end))
        start = end
    return spans


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    left, at = "", 0
    for start, end in spans:
        left, at = left + text[at:start], end
        if not left.endswith("\n"):
            left += "\n" * text[start:end].count("\n")
    return GAPS.sub("\n\n", BLANKS.sub("", left + text[at:])).strip()


def _masked(text: str, found: Sequence[Identifier]) -> str:
    left, at = "", 0
    for one in found:
        left, at = left + text[at : one.start] + HIDDEN, one.end
    return left + text[at:]
