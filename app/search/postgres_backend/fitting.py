"""Whether a row fits, asked of the bytes of its common words instead of its vector."""

from collections.abc import Iterable, Sequence

from app.search.postgres_backend.counted import Counted
from app.search.postgres_backend.pieces import Piece, Spelled, Spoken
from app.search.postgres_backend.places import present
from app.search.postgres_backend.terms import LETTERS

NOT_THERE = "false"


class NoPlace(Exception):
    """A term that some document has and that no byte tells of."""


def fitting_by_bytes(lanes: Iterable[Sequence[Piece]], counted: Counted) -> str:
    """An SQL condition, that a row has all pieces of its language; empty if bytes cannot tell."""
    try:
        return _any(
            _all([f"d.lane = '{LETTERS[lane[0].language]}'", *(_piece(one, counted) for one in lane)]) for lane in lanes
        )
    except NoPlace:
        return ""


def _piece(piece: Piece, counted: Counted) -> str:
    return _any(_way(way, counted) for way in piece.ways)


def _way(way: Spelled, counted: Counted) -> str:
    return _all([_word(word, counted) for word in way.words])


def _word(word: Spoken, counted: Counted) -> str:
    whole = [_term(word.whole, counted)] if word.whole else []
    parts = [_all([_term(part, counted) for part in word.parts])] if word.parts else []
    return _any([*whole, *parts])


def _term(lexeme: str, counted: Counted) -> str:
    place = counted.places.get(lexeme)
    if place is not None:
        return present(place)
    if counted.having(lexeme):
        raise NoPlace
    return NOT_THERE


def _all(conditions: Sequence[str]) -> str:
    return f"({' AND '.join(conditions)})"


def _any(conditions: Iterable[str]) -> str:
    return f"({' OR '.join(conditions)})"
