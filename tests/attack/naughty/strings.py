"""The strings of the suite, one by one and many in one text."""

import json
from functools import cache
from pathlib import Path

SUITE = Path(__file__).parents[2] / "suites" / "naughty_strings" / "blns.json"
NAUGHTY: list[str] = list(dict.fromkeys(json.loads(SUITE.read_text("utf-8"))))
APART = " ‖ "
"""Between two strings in one text: in none of them, and no word of Markdown."""


@cache
def packs(limit: int) -> tuple[str, ...]:
    """All strings in few texts of at most `limit` characters; what is longer by itself has a text of its own."""
    texts: list[str] = []
    for one in sorted(NAUGHTY, key=len, reverse=True):
        room = limit - len(APART) - len(one)
        place = next((place for place, text in enumerate(texts) if len(text) <= room), None)
        if place is None:
            texts.append(one)
        else:
            texts[place] += APART + one
    return tuple(texts)


TOGETHER = " ".join(NAUGHTY)
"""Every string in one text, longer than any field of few words takes."""


def alone(turn: int, each: int) -> list[str]:
    """One string of every `each`; with `each` turns, every one."""
    return NAUGHTY[turn % each :: each]
