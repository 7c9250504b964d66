"""The index's own words, as people write them: those like another one, and those that begin so."""

from sqlalchemy import Connection

from app.search.analysis import LONGEST, fold, forms
from app.search.postgres_backend.counted import counted
from app.search.postgres_backend.layout import words_of
from app.search.postgres_backend.terms import SPELLED, kept, letters_of
from app.search.spelling import distance, slips_allowed

LAST = chr(0x10FFFF)
LARGE = 5_000
"""Documents from which on a word that only one of them has is not offered for another: it is a slip or a name."""


def words_like(connection: Connection, generation: int, typed: str, limit: int) -> list[tuple[str, int]]:
    """A slip changes at most two letters of the set that a word is made of, or one if it changes the length: the database
    leaves out all words that differ in more."""
    folded = forms(typed)[0]
    most = slips_allowed(folded)
    known = counted(connection, generation, ())
    if not most or limit <= 0 or len(folded) > LONGEST + most or kept(folded) != folded:
        return []
    size = len(SPELLED + folded)
    rows = connection.exec_driver_sql(
        f"SELECT word, written, documents FROM {words_of(generation)} WHERE word >= %s AND word < %s"
        f" AND length(word) BETWEEN %s AND %s AND documents >= %s"
        " AND bit_count((letters # %s)::bit(32)) <= %s - abs(length(word) - %s)",
        (
            SPELLED,
            SPELLED + LAST,
            size - most,
            size + most,
            2 if known.documents > LARGE else 1,
            letters_of(folded),
            2 * most,
            size,
        ),
    )
    found = [
        (slips, -documents, written or word[1:])
        for word, written, documents in rows
        if 0 < (slips := distance(folded, word[1:], most)) <= most
    ]
    return [(written, -negative) for _, negative, written in sorted(found)[:limit]]


def words_starting(connection: Connection, generation: int, start: str, limit: int) -> list[tuple[str, int]]:
    folded = fold(start)
    counted(connection, generation, ())
    if not folded or limit <= 0 or len(folded) > LONGEST or kept(folded) != folded:
        return []
    rows = connection.exec_driver_sql(
        f"SELECT coalesce(written, substr(word, 2)), documents FROM {words_of(generation)}"
        f" WHERE word >= %s AND word < %s ORDER BY documents DESC, word LIMIT {int(limit)}",
        (SPELLED + folded, SPELLED + folded + LAST),
    )
    return [(written, documents) for written, documents in rows]
