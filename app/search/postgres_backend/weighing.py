"""How well a row fits, as an SQL expression: what each piece is worth, times how strongly the row speaks of it.

Words of about the same worth are asked for in one call of ts_rank, which gives the average of what they get alone.
"""

from collections import defaultdict
from collections.abc import Iterable

from app.search.postgres_backend.counted import Counted
from app.search.postgres_backend.levels import RANK_SCALE, RANK_WEIGHTS
from app.search.postgres_backend.pieces import Piece, Spelled, Spoken
from app.search.postgres_backend.places import reading
from app.search.postgres_backend.terms import LETTERS, any_of, quoted
from app.search.ranking import K1, OFFICIAL_PUSH, SYNONYM_SHARE

FULL = RANK_SCALE * (K1 + 1)
"""From what ts_rank gives for a word to its saturated frequency."""
FEW = 6
"""Up to so many words each is weighed by itself. Of more the worth is taken to a quarter, so that some have the same one, and
those that have no place are weighed together."""


class Weighing:
    """Collects the expression and its parameters."""

    def __init__(self, counted: Counted) -> None:
        self._counted = counted
        self._parameters: list[str] = []

    def expression(self, pieces: Iterable[Piece]) -> tuple[str, list[str]]:
        """A row is in one language, so it is asked for that language's terms alone."""
        lanes: dict[str, list[Piece]] = defaultdict(list)
        for piece in pieces:
            lanes[piece.language].append(piece)
        cases = [f"WHEN '{LETTERS[language]}' THEN {self._sum(lane)}" for language, lane in lanes.items()]
        push = f"(CASE WHEN d.official THEN {1 + OFFICIAL_PUSH}::float8 ELSE 1.0 END)"
        return (f"{push} * (CASE d.lane {' '.join(cases)} ELSE 0 END)" if cases else "0"), self._parameters

    def _sum(self, pieces: Iterable[Piece]) -> str:
        simple: dict[str, float] = {}
        others: list[tuple[float, Piece]] = []
        for piece in pieces:
            worth = self._counted.worth(piece.found_in(self._counted))
            lexeme = _only_lexeme(piece)
            if lexeme:
                simple[lexeme] = worth
            else:
                others.append((worth, piece))
        if len(simple) > FEW:
            simple = {lexeme: round(4 * worth) / 4 for lexeme, worth in simple.items()}
        # In the order of the expression, which is that of its parameters.
        placed = {lexeme: simple.pop(lexeme) for lexeme in list(simple) if lexeme in self._counted.places}
        parts = [reading(self._counted.places[lexeme], worth * FULL) for lexeme, worth in placed.items()]
        parts += [*self._grouped(simple), *(f"{worth * FULL:.6g} * {self._any(piece)}" for worth, piece in others)]
        return " + ".join(parts) or "0"

    def _grouped(self, simple: dict[str, float]) -> list[str]:
        groups: dict[float, list[str]] = defaultdict(list)
        for lexeme, worth in simple.items():
            groups[worth].append(lexeme)
        return [
            f"{worth * FULL * len(lexemes):.6g} * {self._rank(any_of(map(quoted, lexemes)))}"
            for worth, lexemes in groups.items()
        ]

    def _any(self, piece: Piece) -> str:
        """The best of its ways; another than the typed one counts a little less."""
        ways = [self._way(way) for way in piece.ways]
        return _chosen("GREATEST", [ways[0], *(f"{SYNONYM_SHARE} * {way}" for way in ways[1:])])

    def _way(self, way: Spelled) -> str:
        return _chosen("LEAST", [self._word(word) for word in way.words])

    def _word(self, word: Spoken) -> str:
        whole = [self._said(word.whole)] if word.whole else []
        parts = [self._said(part) for part in word.parts]
        return _chosen("GREATEST", [*whole, *([_chosen("LEAST", parts)] if parts else [])])

    def _said(self, lexeme: str) -> str:
        """How strongly one term speaks for a row."""
        place = self._counted.places.get(lexeme)
        return self._rank(quoted(lexeme)) if place is None else reading(place)

    def _rank(self, query: str) -> str:
        self._parameters.append(query)
        return f"ts_rank('{RANK_WEIGHTS}', d.vector, %s::tsquery)"


def _only_lexeme(piece: Piece) -> str | None:
    if len(piece.ways) == 1 and len(piece.ways[0].words) == 1 and not piece.ways[0].words[0].parts:
        return piece.ways[0].words[0].whole
    return None


def _chosen(function: str, expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"{function}({', '.join(expressions)})"
