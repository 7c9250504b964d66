"""A search: what is looked for in each language, first all of it, then, if nothing has all, some of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.search.analysis import ANALYSED, analysed_as, distinct_words
from app.search.backend import MAX_LIMIT, MAX_TEXT, MAX_WORDS, Hit, Query, Results
from app.search.documents import PUBLIC
from app.search.language import guess_language
from app.search.postgres_backend.answering import Answered, answered
from app.search.postgres_backend.counted import Counted, counted
from app.search.postgres_backend.filters import Filters
from app.search.postgres_backend.fitting import fitting_by_bytes
from app.search.postgres_backend.pieces import Piece, Spelled, lexemes_of, pieces_in
from app.search.postgres_backend.statement import CHECKED, UNPACKED, Share, Statement, Wanted
from app.search.postgres_backend.terms import all_of, any_of, filter_lexeme, quoted
from app.search.postgres_backend.weighing import Weighing
from app.search.sought import Sought, plain, sought

RANKED = 2_000
"""The newest matches that are counted and weighed; the rest only makes the total a lower bound."""
RANKED_WHILE_TYPING = 1_000
"""The same for what is similar: an answer is wanted between two keystrokes."""
NEWEST_WHILE_TYPING = 400
"""And if all that was typed so far is a word of more than so many."""
COMMON = 0.25
"""Share of all documents above which those that fit are not sorted by age but met on a walk through all by age."""


@dataclass(frozen=True)
class Asked:
    """The pieces that say something, language by language."""

    looked_for: Sequence[Sought]
    lanes: dict[str, list[Piece]]
    counted: Counted
    only_public: bool

    def pieces(self) -> list[Piece]:
        """Those that some document has; who may find more than others has words that are not counted."""
        every = (piece for lane in self.lanes.values() for piece in lane)
        return [piece for piece in every if self.may_be_found(piece)]

    def may_be_found(self, piece: Piece) -> bool:
        return not self.only_public or piece.found_in(self.counted) > 0

    def complete_lanes(self) -> list[list[Piece]]:
        """Languages in which every piece may be found."""
        return [lane for lane in self.lanes.values() if all(map(self.may_be_found, lane))]


def search(connection: Connection, generation: int, query: Query) -> Results:
    filters = Filters(query)
    looked_for = sought(query)
    typed = query.words.strip() or any(phrase.strip() for phrase in query.phrases)
    if filters.admits_nobody or (not looked_for and (typed or not filters.narrows())):
        return Results()
    asked = _asked(connection, generation, looked_for, ANALYSED, query.visibility)
    if looked_for and not asked.lanes:
        return Results()
    base = Wanted(
        table=asked.counted.table, query="", visibility=sorted(query.visibility), page=query.page(), at_most=RANKED
    )
    if not looked_for:
        walk = replace(base, share=Share.MANY, by_columns=filters.by_columns())
        return _results(connection, asked, walk, filters, "")
    complete = asked.complete_lanes()
    if complete:
        pieces = [piece for lane in complete for piece in lane]
        strict = any_of(all_of(piece.query() for piece in lane) for lane in complete)
        fitting = sum(min(piece.found_in(asked.counted) for piece in lane) for lane in complete)
        wanted = replace(base, phrases=_phrases(asked, complete), share=_share(asked, fitting))
        if wanted.share is Share.MANY and not wanted.phrases and not filters.narrows() and asked.only_public:
            wanted = replace(wanted, fits=fitting_by_bytes(complete, asked.counted))
        if not wanted.fits and _weighs_what_fits(wanted, asked, complete) and not filters.narrows():
            wanted = replace(wanted, share=Share.MANY_WEIGHED)
        results = _results(connection, asked, _weighed(wanted, asked, pieces, strictly=True), filters, strict)
        if results.total or all(piece.needed for piece in looked_for):
            return results
    if all(piece.needed for piece in looked_for):
        return Results()
    return _relaxed(connection, asked, base, filters)


def _relaxed(connection: Connection, asked: Asked, base: Wanted, filters: Filters) -> Results:
    needed = [piece for piece in asked.pieces() if piece.needed]
    chosen, left_out = _rarest(asked, RANKED) if not needed else (needed, False)
    if not chosen:
        return Results()
    lanes = [[piece for piece in needed if piece.language == language] for language in asked.lanes] if needed else []
    query = (
        any_of(all_of(piece.query() for piece in lane) for lane in lanes)
        if needed
        else any_of(p.query() for p in chosen)
    )
    fitting = sum(piece.found_in(asked.counted) for piece in chosen)
    wanted = replace(base, phrases=_phrases(asked, [lane for lane in lanes if lane]), share=_share(asked, fitting))
    results = _results(connection, asked, _weighed(wanted, asked, asked.pieces()), filters, query)
    return replace(results, relaxed=True, total_is_exact=results.total_is_exact and not left_out)


def similar(
    connection: Connection, generation: int, text: str, language: str | None, limit: int, kinds: Sequence[str]
) -> tuple[Hit, ...]:
    words = distinct_words(text[:MAX_TEXT], MAX_WORDS)
    language = language or guess_language(text[:MAX_TEXT])
    lanes = (analysed_as(language),) if language else ANALYSED
    asked = _asked(connection, generation, plain(words), lanes, frozenset({PUBLIC}))
    chosen, _left_out = _rarest(asked, RANKED_WHILE_TYPING)
    limit = min(max(limit, 0), MAX_LIMIT)
    if not chosen or not kinds or not limit:
        return ()
    query = all_of(
        (any_of(piece.query() for piece in chosen), any_of(quoted(filter_lexeme("kind", one)) for one in kinds))
    )
    page = slice(0, limit)
    wanted = Wanted(asked.counted.table, query, [PUBLIC], page=page, with_facets=False)
    share = _share(asked, sum(piece.found_in(asked.counted) for piece in chosen))
    wanted = replace(wanted, share=share, at_most=RANKED if share is Share.FEW else NEWEST_WHILE_TYPING)
    found = _run(connection, asked, _weighed(wanted, asked, asked.pieces()))
    return found.hits


def _asked(
    connection: Connection,
    generation: int,
    looked_for: Sequence[Sought],
    languages: Iterable[str],
    visibility: Iterable[str],
) -> Asked:
    lanes = {language: lane for language in languages if (lane := pieces_in(language, looked_for))}
    every = lexemes_of(piece for lane in lanes.values() for piece in lane)
    return Asked(looked_for, lanes, counted(connection, generation, every), set(visibility) <= {PUBLIC})


def _share(asked: Asked, fitting: int) -> Share:
    """By how many documents fit, of which twice as many may be there; what is not public is not counted at all."""
    if 2 * fitting <= RANKED:
        return Share.FEW if asked.only_public else Share.SOME
    return Share.MANY if fitting > COMMON * asked.counted.documents else Share.SOME


def _weighs_what_fits(wanted: Wanted, asked: Asked, lanes: Sequence[Sequence[Piece]]) -> bool:
    """Whether weighing every row of a walk says as well which rows fit: with one piece in each language they weigh anything.
    Among many documents the planner might weigh all of them before it takes the newest."""
    one_each = not wanted.phrases and all(len(lane) == 1 for lane in lanes)
    return one_each and wanted.share is Share.MANY and asked.counted.documents <= 2 * RANKED


def _rarest(asked: Asked, at_most: int) -> tuple[list[Piece], bool]:
    """Pieces of which one will do, as many of the rarest as can be weighed; whether any was left out. A word is in or out in
    all languages: it would be found in the smaller one alone otherwise."""
    by_word: dict[int, list[Piece]] = defaultdict(list)
    for piece in asked.pieces():
        by_word[piece.number].append(piece)
    counts = {number: sum(piece.found_in(asked.counted) for piece in pieces) for number, pieces in by_word.items()}
    chosen: list[Piece] = []
    read = 0
    for number in sorted(counts, key=lambda one: (counts[one], one)):
        read += counts[number]
        if chosen and read > at_most:
            return chosen, True
        chosen += by_word[number]
    return chosen, False


def _phrases(asked: Asked, lanes: Iterable[Sequence[Piece]]) -> list[tuple[str, list[str]]]:
    """For each piece that has to stand together, what says so of a row, in any language."""
    conditions = []
    for number, piece in enumerate(asked.looked_for):
        if not any(way.together for way in piece.ways):
            continue
        said, parameters = [], []
        for way in (way for lane in lanes for one in lane if one.number == number for way in one.ways):
            together = " OR ".join("strpos(d.said, %s) > 0" for _ in way.phrases)
            said.append(f"(d.vector @@ %s::tsquery AND ({together or 'true'}))")
            parameters += [way.query(), *way.phrases]
        if said:
            conditions.append((f"({' OR '.join(said)})", parameters))
    return conditions


def _weighed(wanted: Wanted, asked: Asked, pieces: Sequence[Piece], strictly: bool = False) -> Wanted:
    weight, parameters = Weighing(asked.counted).expression(pieces)
    # A row is weighed by the words of its own language alone; on a walk it is asked as well whether it fits.
    several = len(parameters) > len({piece.language for piece in pieces})
    if several or (parameters and wanted.share is Share.MANY and not wanted.fits):
        wanted, weight = replace(wanted, unpacking=UNPACKED), weight.replace("d.vector", "u.vector")
    surely = strictly and all(len(piece.ways) == 1 for piece in asked.looked_for)
    presence = [] if surely else [query for _, _, query in _presence(asked)]
    return replace(wanted, weight=weight, weight_parameters=parameters, presence=presence)


def _presence(asked: Asked) -> list[tuple[int, int, str]]:
    """Which piece, which of its ways, and the query whether a row has it."""
    found = []
    for number, piece in enumerate(asked.looked_for):
        for at, way in enumerate(piece.ways):
            query = any_of(Spelled.of(way, language).query() for language in asked.lanes)
            if query:
                found.append((number, at, query))
    return found


def _results(connection: Connection, asked: Asked, wanted: Wanted, filters: Filters, query: str) -> Results:
    facets = {facet: all_of((query, filters.query(but=facet))) for facet in filters.facets_in_use()}
    found = _run(connection, asked, replace(wanted, query=all_of((query, filters.query())), facets=facets))
    return Results(
        hits=found.hits,
        total=found.total,
        total_is_exact=found.total < wanted.at_most and not (wanted.phrases and found.checked >= CHECKED),
        facets=found.facets,
    )


def _run(connection: Connection, asked: Asked, wanted: Wanted) -> Answered:
    statement = Statement(wanted)
    rows = connection.exec_driver_sql(statement.text, tuple(statement.parameters)).fetchall()

    def words_of(language: str, has: Sequence[str]) -> tuple[str, ...]:
        rules = analysed_as(language)
        if wanted.presence:
            first: dict[int, int] = {}
            for (number, at, _), there in zip(_presence(asked), has, strict=True):
                if there == "true":
                    first.setdefault(number, at)
        else:
            first = {piece.number: 0 for piece in asked.lanes.get(rules, ())}
        ways = (asked.looked_for[number].ways[at] for number, at in sorted(first.items()))
        return tuple(dict.fromkeys(word.text for way in ways for word in way.words))

    return answered(rows, asked.counted.generation, words_of)
