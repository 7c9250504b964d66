"""A search on one snapshot: match, filter, count, rank, cut the page."""

from collections.abc import Iterable, Sequence
from heapq import nlargest

from app.search.analysis import analysed_as, distinct_words
from app.search.backend import MAX_COUNTED, MAX_LIMIT, MAX_TEXT, MAX_WORDS, Hit, Query, Results
from app.search.documents import PUBLIC
from app.search.language import guess_language
from app.search.ranking import pushed
from app.search.sought import plain, sought
from app.search.whoosh_backend.facets import Filters, count_facets
from app.search.whoosh_backend.matching import Matches, with_all, with_some
from app.search.whoosh_backend.reading import Snapshot

READ_WHILE_TYPING = 15_000
"""Postings read to find what is similar: an answer is wanted between two keystrokes."""


def search(snapshot: Snapshot, query: Query) -> Results:
    filters = Filters(snapshot, query)
    wanted = sought(query)
    typed = query.words.strip() or any(phrase.strip() for phrase in query.phrases)
    if not wanted and (typed or not filters.narrows()):
        return Results()
    relaxed = False
    if wanted:
        matches = with_all(snapshot, wanted)
        if not filters.passing(set(matches.scores)) and not all(one.needed for one in wanted):
            matches = with_some(snapshot, wanted)
            relaxed = True
    else:
        matches = Matches(scores=dict.fromkeys(snapshot.live(), 0.0))
    matched = set(matches.scores)
    passing = filters.passing(matched)
    if not passing:
        return Results(facets=count_facets(snapshot, filters, matched))
    page = query.page()
    exact = matches.complete and len(passing) <= MAX_COUNTED
    if len(matched) > MAX_COUNTED:
        matched = set(nlargest(MAX_COUNTED, matched))
    return Results(
        hits=tuple(_ranked(snapshot, matches, passing, best=page.stop)[page]),
        total=min(len(passing), MAX_COUNTED),
        total_is_exact=exact,
        relaxed=relaxed,
        facets=count_facets(snapshot, filters, matched),
    )


def similar(snapshot: Snapshot, text: str, language: str | None, limit: int, kinds: Sequence[str]) -> tuple[Hit, ...]:
    words = distinct_words(text[:MAX_TEXT], MAX_WORDS)
    language = language or guess_language(text[:MAX_TEXT])
    rules = language and analysed_as(language)
    matches = with_some(snapshot, plain(words), rules, read_at_most=READ_WHILE_TYPING)
    visibility, kind = snapshot.column("visibility"), snapshot.column("kind")
    passing = [found for found in matches.scores if visibility[found] == PUBLIC and kind[found] in kinds]
    return tuple(_ranked(snapshot, matches, passing, best=min(max(limit, 0), MAX_LIMIT)))


def _ranked(snapshot: Snapshot, matches: Matches, documents: Iterable[int], best: int) -> list[Hit]:
    """The best of the documents; among equals the newest change first, then what was written first."""
    official, updated = snapshot.column("official"), snapshot.column("updated")
    kind, ident = snapshot.column("kind"), snapshot.column("ident")
    keyed = (
        (pushed(matches.scores[document], bool(official[document])), updated[document], -ident[document], document)
        for document in documents
    )
    return [
        Hit(kind[found], ident[found], score, matches.words_of(found)) for score, _, _, found in nlargest(best, keyed)
    ]
