"""Where the words of a search stand in groups of words that mean the same."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.search.analysis import STEMMED, Word, composed, distinct_words, term, words
from app.search.backend import MAX_WORDS

Group = tuple[str, ...]


class Place(NamedTuple):
    """Words of a search from `start` to `end` that stand in groups, and the others of these groups."""

    start: int
    end: int
    others: tuple[str, ...]


def places(typed: Sequence[Word], groups: Iterable[Group]) -> list[Place]:
    """Where groups are used: at each word the longest member that begins there, with the rest of all groups it is in."""
    known = [[(one, tuple(words(composed(one)))) for one in group] for group in groups]
    found: list[Place] = []
    at = 0
    while at < len(typed):
        length = 0
        others: list[str] = []
        for group in known:
            fitting = {text: len(member) for text, member in group if _begins_with(typed[at:], member)}
            longest = max(fitting.values(), default=0)
            if longest > length:
                length, others = longest, []
            if longest and longest == length:
                others += [text for text, member in group if member and text not in fitting]
        if others:
            found.append(Place(at, at + length, tuple(dict.fromkeys(others))))
        at += max(1, length)
    return found


def also_searched(text: str, groups: Iterable[Group]) -> list[str]:
    """What a search looks for besides the words of its text."""
    typed = distinct_words(text, MAX_WORDS)
    others = dict.fromkeys(other for place in places(typed, groups) for other in place.others)
    return [other for other in others if not all(any(same(word, one) for one in typed) for word in words(other))]


def _begins_with(typed: Sequence[Word], member: Sequence[Word]) -> bool:
    return 0 < len(member) <= len(typed) and all(map(same, typed, member))


def same(one: Word, other: Word) -> bool:
    """Whether two words are forms of one, in a language that we know forms of."""
    first, second = one.forms[0], other.forms[0]
    if first == second:
        return True
    stems = ((term(first, language), term(second, language)) for language in STEMMED)
    return any(left is not None and left == right for left, right in stems)
