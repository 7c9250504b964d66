"""What one statement tells before a search: which tables are in use, and how many documents have each word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.search.postgres_backend.generations import checked
from app.search.postgres_backend.layout import STATE, documents_of, words_of
from app.search.ranking import rarity


@dataclass(frozen=True, slots=True)
class Counted:
    """The index as one search sees it; words that no public document has are not among the frequencies."""

    generation: int
    documents: int
    frequencies: Mapping[str, int]
    places: Mapping[str, int]
    """Of those that have one (see `places`)."""

    @property
    def table(self) -> str:
        return documents_of(self.generation)

    def having(self, lexeme: str) -> int:
        return self.frequencies.get(lexeme, 0)

    def worth(self, found_in: int) -> float:
        """What a word counts that so many documents have."""
        return rarity(min(found_in, self.documents), max(1, self.documents))


class Swapped(Exception):
    """Another generation was swapped in between two statements."""


def generation_in_use(connection: Connection) -> int:
    row = connection.exec_driver_sql(f"SELECT generation, version, documents, lengths FROM {STATE}").fetchone()
    return checked(tuple(row) if row else None).generation


def counted(connection: Connection, generation: int, words: Collection[str]) -> Counted:
    """Raises `Swapped` if another generation is in use by now."""
    rows = connection.exec_driver_sql(
        f"SELECT s.generation, s.version, s.documents, s.lengths, w.word, w.documents, w.place FROM {STATE} s"
        f" LEFT JOIN {words_of(generation)} w ON w.word = ANY(%s)",
        (list(words),),
    ).fetchall()
    state = checked(tuple(rows[0])[:4] if rows else None)
    if state.generation != generation:
        raise Swapped
    known = [row for row in rows if row[4] is not None]
    places = {row[4]: row[6] for row in known if row[6] is not None}
    return Counted(generation, state.documents, {row[4]: row[5] for row in known}, places)
