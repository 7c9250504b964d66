"""The rows of a search's statement, sorted into hits, total and facets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.search.backend import FACETS, Hit
from app.search.postgres_backend.counted import Swapped

Facets = dict[str, list[tuple[str | bool, int]]]


@dataclass(frozen=True)
class Answered:
    hits: tuple[Hit, ...]
    total: int
    checked: int
    facets: Facets


def answered(
    rows: Iterable[Sequence], generation: int, words_of: Callable[[str, Sequence[str]], tuple[str, ...]]
) -> Answered:
    """Raises `Swapped` if the rows come from tables that are in use no more."""
    hits: list[tuple[int, Hit]] = []
    facets: Facets = {facet: [] for facet in FACETS}
    counts = {"total": 0, "checked": 0}
    for what, value, number, score, has in rows:
        if what == "hit":
            hits.append((int(has[0]), Hit(value, number, float(score), words_of(has[1], has[2:]))))
        elif what in counts:
            counts[what] = number
        elif what == "generation":
            if number != generation:
                raise Swapped
        elif value != "":
            facets[what].append((value == "true" if what == "solved" else value, number))
    for values in facets.values():
        values.sort(key=lambda pair: (-pair[1], pair[0]))
    return Answered(tuple(hit for _, hit in sorted(hits, key=lambda pair: pair[0])), facets=facets, **counts)
