"""Writing into one generation. Whoever calls holds the writer's lock, or the generation is still unknown to others."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from psycopg.types.json import Jsonb

from app.search.analysis import analysed_as
from app.search.backend import Key
from app.search.documents import PUBLIC, SearchDocument
from app.search.postgres_backend.faults import translated
from app.search.postgres_backend.generations import Raw, State
from app.search.postgres_backend.layout import (
    COLUMNS,
    MEANWHILE,
    SCHEMA_VERSION,
    STATE,
    documents_of,
    indexing,
    words_of,
)
from app.search.postgres_backend.places import Places, chosen, made_again
from app.search.postgres_backend.rows import Analysed, analysed, row_of
from app.search.postgres_backend.tallies import Lengths, Tally, joined
from app.search.postgres_backend.terms import FILTER, SPELLED, letters_of

CHUNK = 400
"""Documents that are weighed together, against the usual lengths known by then."""
PROGRESS_EVERY = 100
COUNTED = "language, visibility, title_length, body_length, tsvector_to_array(vector), words"
"""What is needed of a row to count it."""


def fill(
    raw: Raw, generation: int, documents: Iterable[SearchDocument], progress: Callable[[int], None]
) -> tuple[int, State]:
    """Fills new tables; a key that comes twice is taken once. How many documents, and the state they make."""
    tally, seen, places = Tally(), set[Key](), dict[str, int]()
    for chunk in _chunks(_first_of_each(documents, seen, progress)):
        for one in chunk:
            _count(tally, one)
        places = places or chosen(one.lexemes() for one in chunk)
        with translated():
            _copy(raw, documents_of(generation), chunk, tally.lengths, places)
    progress(len(seen))
    with translated():
        _finish(raw, generation, tally, places)
    return len(seen), State(generation, SCHEMA_VERSION, tally.documents, tally.lengths)


def _finish(raw: Raw, generation: int, tally: Tally, places: Places) -> None:
    with raw.cursor() as cursor, cursor.copy(f"COPY {words_of(generation)} FROM STDIN") as copy:
        for word, number in tally.words.items():
            copy.write_row((word, number, tally.written(word), _letters(word), places.get(word)))
    raw.execute(indexing(generation))
    raw.execute(f"ANALYZE {documents_of(generation)}, {words_of(generation)}")


def _first_of_each(
    documents: Iterable[SearchDocument], seen: set[Key], progress: Callable[[int], None]
) -> Iterator[SearchDocument]:
    for document in documents:
        if document.key not in seen:
            seen.add(document.key)
            yield document
            if len(seen) % PROGRESS_EVERY == 0:
                progress(len(seen))


def _chunks(documents: Iterable[SearchDocument]) -> Iterator[list[Analysed]]:
    left = iter(documents)
    while chunk := [analysed(document) for document in islice(left, CHUNK)]:
        yield chunk


def _count(tally: Tally, one: Analysed) -> None:
    tally.measure(one.language, one.title_length, one.body_length)
    if one.is_public:
        tally.add(one.lexemes(), one.spelled)


def _copy(raw: Raw, table: str, chunk: Iterable[Analysed], lengths: Lengths, places: Places) -> None:
    rows = [row_of(one, lengths, places) for one in chunk]
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def change(raw: Raw, state: State, documents: Iterable[SearchDocument], deletions: Iterable[Key]) -> None:
    """Puts and deletes in the transaction at hand."""
    puts = {document.key: analysed(document) for document in documents}
    tally = Tally()
    _take_out(raw, state.generation, {*puts, *deletions}, tally)
    for one in puts.values():
        _count(tally, one)
    lengths = joined(state.lengths, tally.lengths)
    if puts:
        _copy(
            raw, documents_of(state.generation), puts.values(), lengths, _places(raw, state.generation, puts.values())
        )
    _recount(raw, words_of(state.generation), tally)
    raw.execute(f"UPDATE {STATE} SET documents = %s, lengths = %s", [state.documents + tally.documents, Jsonb(lengths)])


def _places(raw: Raw, generation: int, documents: Iterable[Analysed]) -> dict[str, int]:
    terms = list({term for one in documents for term in one.lexemes()})
    query = f"SELECT word, place FROM {words_of(generation)} WHERE word = ANY(%s) AND place IS NOT NULL"
    return dict(raw.execute(query, [terms]).fetchall())


def _take_out(raw: Raw, generation: int, keys: Iterable[Key], tally: Tally) -> None:
    """Deletes rows, and takes what they counted from the tally."""
    kinds, idents = [key[0] for key in keys], [key[1] for key in keys]
    gone = raw.execute(
        f"DELETE FROM {documents_of(generation)} USING unnest(%s::text[], %s::int[]) AS k (its_kind, its_id)"
        " WHERE kind = its_kind AND id = its_id"
        f" RETURNING {COUNTED}",
        [kinds, idents],
    )
    _count_rows(tally, gone, sign=-1)


def _count_rows(tally: Tally, rows: Iterable[tuple], sign: int) -> None:
    for language, visibility, title, body, lexemes, words in rows:
        tally.measure(analysed_as(language), title, body, sign)
        if visibility == PUBLIC:
            terms = (one for one in lexemes if not one.startswith(FILTER))
            tally.add(terms, [word for word in words.split("\n") if word], sign)


def _letters(word: str) -> int | None:
    return letters_of(word[1:]) if word.startswith(SPELLED) else None


def _recount(raw: Raw, table: str, tally: Tally) -> None:
    changed = [(word, number, tally.written(word), _letters(word)) for word, number in tally.words.items() if number]
    if not changed:
        return
    words, numbers, written, letters = map(list, zip(*changed, strict=True))
    raw.execute(
        f"INSERT INTO {table} AS w (word, documents, written, letters)"
        " SELECT * FROM unnest(%s::text[], %s::int[], %s::text[], %s::int[])"
        " ON CONFLICT (word) DO UPDATE SET documents = w.documents + excluded.documents",
        [words, numbers, written, letters],
    )
    raw.execute(f"DELETE FROM {table} WHERE word = ANY(%s) AND documents <= 0", [words])


def note(raw: Raw, keys: Iterable[Key]) -> None:
    """Writes down what is updated while a rebuild runs, so that the new generation gets it too."""
    with raw.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {MEANWHILE} VALUES (%s, %s) ON CONFLICT DO NOTHING", list(keys))


def catch_up(raw: Raw, old: int | None, fresh: State) -> State:
    """Brings into the fresh generation what was updated in the old one meanwhile."""
    keys: list[Key] = [(kind, ident) for kind, ident in raw.execute(f"SELECT kind, id FROM {MEANWHILE}")]
    if not keys or old is None:
        return fresh
    tally = Tally()
    _take_out(raw, fresh.generation, keys, tally)
    columns = ", ".join(COLUMNS)
    words = words_of(fresh.generation)
    said_anew = ", ".join(made_again("old.vector", words) if column == "common" else column for column in COLUMNS)
    copied = raw.execute(
        f"INSERT INTO {documents_of(fresh.generation)} ({columns})"
        f" SELECT {said_anew} FROM {documents_of(old)} AS old JOIN {MEANWHILE} USING (kind, id)"
        f" RETURNING {COUNTED}"
    )
    _count_rows(tally, copied, sign=1)
    _recount(raw, words_of(fresh.generation), tally)
    return fresh._replace(documents=fresh.documents + tally.documents, lengths=joined(fresh.lengths, tally.lengths))
