"""What a search text asks for, piece by piece: a word with what means the same, or a phrase."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.search.analysis import STEMMERS, Word, composed, distinct_words, term, words
from app.search.backend import MAX_TEXT, MAX_WORDS, Query

MAX_WAYS = 12
"""Ways to say one piece that are tried: the typed one first."""

Group = tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Words that a document has to have, all of them; `together`: in this order, next to each other."""

    words: tuple[Word, ...]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """Ways to say one thing: any of them will do, and the first one is as it was typed. `needed`: even in a relaxed search."""

    ways: tuple[Way, ...]
    needed: bool = False


def sought(query: Query) -> list[Sought]:
    """The pieces of a query, in the order they were typed, phrases first; at most `MAX_WORDS` words of each."""
    phrases = [tuple(words(composed(phrase[:MAX_TEXT])))[:MAX_WORDS] for phrase in query.phrases]
    pieces = [Sought((Way(phrase, together=True),), needed=True) for phrase in phrases if phrase]
    typed = distinct_words(query.words[:MAX_TEXT], MAX_WORDS)
    groups = [tuple(tuple(words(composed(one))) for one in group) for group in query.synonyms]
    return [*pieces, *_with_synonyms(typed, groups)]


def plain(typed: Sequence[Word]) -> list[Sought]:
    return [Sought((Way((word,)),)) for word in typed]


def _with_synonyms(typed: list[Word], groups: Sequence[Group]) -> Iterator[Sought]:
    """Each word, or each run of words that is in a group, longest first, with the rest of its groups."""
    at = 0
    while at < len(typed):
        length, others = 1, []
        for group in groups:
            fitting = [member for member in group if _begins_with(typed[at:], member)]
            if not fitting:
                continue
            longest = max(map(len, fitting))
            if longest > length:
                length, others = longest, []
            if longest == length:
                others += [member for member in group if member and member not in fitting]
        run = tuple(typed[at : at + length])
        ways = [Way(run), *(Way(other, together=len(other) > 1) for other in others)]
        yield Sought(tuple(ways[:MAX_WAYS]))
        at += length


def _begins_with(typed: Sequence[Word], member: Sequence[Word]) -> bool:
    return 0 < len(member) <= len(typed) and all(map(same, typed, member))


def same(one: Word, other: Word) -> bool:
    """Whether two words are forms of one, in a language that we know forms of."""
    first, second = one.forms[0], other.forms[0]
    if first == second:
        return True
    stems = ((term(first, language), term(second, language)) for language in STEMMERS)
    return any(left is not None and left == right for left, right in stems)
