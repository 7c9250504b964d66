"""What a search text asks for, piece by piece: a word with what means the same, or a phrase."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.search.analysis import Word, composed, distinct_words, words
from app.search.backend import MAX_TEXT, MAX_WORDS, Query
from app.search.expanding import places

MAX_WAYS = 12
"""Ways to say one piece that are tried: the typed one first."""


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
    return [*pieces, *_with_synonyms(typed, query.synonyms)]


def plain(typed: Sequence[Word]) -> list[Sought]:
    return [Sought((Way((word,)),)) for word in typed]


def _with_synonyms(typed: list[Word], groups: Sequence[tuple[str, ...]]) -> Iterator[Sought]:
    """Each word, or each run of words that is in a group, with the rest of its groups."""
    starts = {place.start: place for place in places(typed, groups)}
    at = 0
    while at < len(typed):
        place = starts.get(at)
        end = place.end if place else at + 1
        others = [tuple(words(composed(other))) for other in place.others] if place else []
        ways = [Way(tuple(typed[at:end])), *(Way(other, together=len(other) > 1) for other in others)]
        yield Sought(tuple(ways[:MAX_WAYS]))
        at = end
