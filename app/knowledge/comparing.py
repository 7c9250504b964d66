"""What changed between two versions of a text, line by line. Pure."""

from difflib import SequenceMatcher

AROUND = 2
"""Unchanged lines shown before and after a change."""


def changed_lines(old: str, new: str) -> list[tuple[str, str]]:
    """(`same` | `added` | `removed`, line) in reading order; longer unchanged stretches are one line `…`."""
    before, after = old.split("\n"), new.split("\n")
    lines: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += _shortened(before[i1:i2], first=i1 == 0, last=i2 == len(before))
        else:
            lines += [("removed", line) for line in before[i1:i2] if line.strip()]
            lines += [("added", line) for line in after[j1:j2] if line.strip()]
    return lines


def _shortened(run: list[str], *, first: bool, last: bool) -> list[tuple[str, str]]:
    kept = [line for line in run if line.strip()]
    head, tail = 0 if first else AROUND, 0 if last else AROUND
    if len(kept) > head + tail + 1:
        kept = [*kept[:head], "…", *(kept[-tail:] if tail else [])]
    return [("same", line) for line in kept]
