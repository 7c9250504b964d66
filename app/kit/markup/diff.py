"""What changed between two texts, word by word."""

import html as entities
import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

MAX_EDITS = 300
"""Above this number of edits two sequences count as replaced as a whole: the search costs its square in memory."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


class ChangeKind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Change(NamedTuple):
    kind: ChangeKind
    text: str


def word_diff(old: str, new: str) -> list[Change]:
    """The way from old to new: all but the added is `old`, all but the removed is `new`; neighbours differ in kind.

    Lines are compared first, then the words of the lines that differ, each by the shortest way with at most MAX_EDITS
    edits (Myers 1986, An O(ND) difference algorithm). Time grows with length times edits, so it is bounded.
    """
    changes: list[Change] = []
    for removed, run in _hunks(_edits(old.splitlines(keepends=True), new.splitlines(keepends=True))):
        if removed is None:
            changes.append(Change(ChangeKind.SAME, run))
        else:
            changes += _edits(_WORD.findall(removed), _WORD.findall(run))
    return list(_joined(changes))


def diff_html(old: str, new: str) -> str:
    """The changes as escaped text with `<ins>` and `<del>`; line ends are kept, so it wants `white-space: pre-wrap`."""
    tags = {ChangeKind.SAME: "{}", ChangeKind.REMOVED: "<del>{}</del>", ChangeKind.ADDED: "<ins>{}</ins>"}
    return "".join(tags[kind].format(entities.escape(text)) for kind, text in word_diff(old, new))


def _hunks(changes: list[Change]) -> Iterator[tuple[str | None, str]]:
    """Runs of same text as (None, text), of changed text as (removed, added)."""
    for same, group in groupby(changes, key=lambda change: change.kind is ChangeKind.SAME):
        run = list(group)
        if same:
            yield None, "".join(change.text for change in run)
        else:
            yield (
                "".join(change.text for change in run if change.kind is ChangeKind.REMOVED),
                "".join(change.text for change in run if change.kind is ChangeKind.ADDED),
            )


def _joined(changes: list[Change]) -> Iterator[Change]:
    for removed, run in _hunks(changes):
        if removed is None:
            yield Change(ChangeKind.SAME, run)
            continue
        if removed:
            yield Change(ChangeKind.REMOVED, removed)
        if run:
            yield Change(ChangeKind.ADDED, run)


def _edits(old: list[str], new: list[str]) -> list[Change]:
    shortest = min(len(old), len(new))
    head = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    tail = next((i for i in range(shortest - head) if old[-1 - i] != new[-1 - i]), shortest - head)
    middle = _shortest_way(old[head : len(old) - tail], new[head : len(new) - tail])
    return [*_all(ChangeKind.SAME, old[:head]), *middle, *_all(ChangeKind.SAME, old[len(old) - tail :])]


def _all(kind: ChangeKind, items: list[str]) -> list[Change]:
    return [Change(kind, item) for item in items]


def _shortest_way(old: list[str], new: list[str]) -> list[Change]:
    """Myers' greedy search: for each number of edits, the furthest reached on each diagonal (old index - new index)."""
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), MAX_EDITS) + 1):
        trace.append({k: reached[k] for k in range(-edits - 1, edits + 2) if k in reached})
        for diagonal in range(-edits, edits + 1, 2):
            x = _start(reached, diagonal, edits)
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(old) and y >= len(new):
                return _walk_back(trace, old, new)
    return _all(ChangeKind.REMOVED, old) + _all(ChangeKind.ADDED, new)


def _start(reached: dict[int, int], diagonal: int, edits: int) -> int:
    down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
    return reached[diagonal + 1] if down else reached[diagonal - 1] + 1


def _walk_back(trace: list[dict[int, int]], old: list[str], new: list[str]) -> list[Change]:
    way: list[Change] = []
    x, y = len(old), len(new)
    for edits in range(len(trace) - 1, -1, -1):
        start = _start(trace[edits], x - y, edits)
        diagonal = x - y
        while x > start and y > start - diagonal:
            x, y = x - 1, y - 1
            way.append(Change(ChangeKind.SAME, old[x]))
        if edits == 0:
            break
        down = diagonal == -edits or (diagonal != edits and trace[edits][diagonal - 1] < trace[edits][diagonal + 1])
        if down:
            y -= 1
            way.append(Change(ChangeKind.ADDED, new[y]))
        else:
            x -= 1
            way.append(Change(ChangeKind.REMOVED, old[x]))
    return way[::-1]
