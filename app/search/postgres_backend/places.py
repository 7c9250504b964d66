"""The commonest words' strengths in a row of bytes beside the vector.

A vector has to be unpacked to be asked for one word, all several kilobytes of it, and a search for a common word asks thousands
of them. So each language's commonest terms have a place, the same in all rows of a generation, and a row's byte at that place
says how strongly the term speaks for the document: `get_byte` reads it without unpacking anything. No byte, no term.

Which terms have a place is chosen when a generation is made, from the first documents, and stays. What is chosen badly is only
slower: what has no place is asked of the vector, which has every term.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from app.search.postgres_backend.levels import RANK_SCALE, RANK_WEIGHTS

PLACES = 2_048
"""In each language: terms of one document in thirty, in a large community. A page of the table then has three rows."""
MOST = 255

Places = Mapping[str, int]


def chosen(documents: Iterable[Iterable[str]]) -> dict[str, int]:
    """The terms that most of these documents have, each with its place among those of its language."""
    counted: Counter[str] = Counter()
    for terms in documents:
        counted.update(terms)
    taken: dict[str, int] = defaultdict(int)
    places = {}
    for term, _number in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        if taken[term[0]] < PLACES:
            places[term] = taken[term[0]]
            taken[term[0]] += 1
    return places


def byte_of(strength: float) -> int:
    """From a strength above 0 up to 1; never 0, which says that the term is not there."""
    return min(MOST, max(1, round(MOST * strength)))


def reading(place: int, times: float = 1.0) -> str:
    """What ts_rank would say of the term at a place, so many times, as an SQL expression; one that needs no slow numerics."""
    return f"get_byte(d.common, {place}) * {times / (MOST * RANK_SCALE):.8g}::float8"


def present(place: int) -> str:
    return f"get_byte(d.common, {place}) > 0"


def made_again(vector: str, words: str) -> str:
    """The bytes of a row, made of its vector by the database (an SQL expression)."""
    term = r"('''' || replace(replace(w.word, '\', '\\'), '''', '''''') || '''')::tsquery"
    strength = f"round({MOST * RANK_SCALE:.4f} * ts_rank('{RANK_WEIGHTS}', {vector}, {term}))::int"
    byte = f"least({MOST}, greatest(1, {strength}))"
    return (
        f"(SELECT string_agg(set_byte('\\x00'::bytea, 0, coalesce(said.byte, 0)), ''::bytea"
        f" ORDER BY p.place) FROM generate_series(0, {PLACES - 1}) AS p (place) LEFT JOIN ("
        f"SELECT w.place, {byte} AS byte FROM {words} w"
        f" WHERE w.place IS NOT NULL AND w.word = ANY(tsvector_to_array({vector}))) said ON said.place = p.place)"
    )
