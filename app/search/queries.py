"""Searching: what the index names is read again from the database, as the person who asks may see it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.kit import edge
from app.search import registry
from app.search.backend import Hit, IndexUnavailable, Key, Query, Results
from app.search.highlights import Pieces, best_passage, mark
from app.search.index import backend
from app.search.kept import KeptDocuments, Numbers, by_kind
from app.search.registry import Actor, Readable, Shown


@dataclass(frozen=True)
class Found:
    """A hit: the document, and the one of its posts that fits best, under that post's own label."""

    document: Readable
    post: Shown
    title: Pieces
    excerpt: Pieces

    @property
    def url(self) -> str:
        """The thread's, or the post's own, which leads to its place: a long thread has several pages."""
        return self.document.url if self.post.id == self.document.id else self.post.url


@dataclass(frozen=True)
class Answer:
    """What a search found. `dropped`: how many of the page's hits nobody may see any more."""

    found: Sequence[Found]
    results: Results
    dropped: int = 0

    @property
    def total(self) -> int:
        return max(self.results.total - self.dropped, len(self.found))

    @property
    def is_exact(self) -> bool:
        return self.results.total_is_exact and not self.dropped


@dataclass(frozen=True)
class Looked:
    """What the index says, and which of it somebody may see, with the numbers of what is to be shown: two that are equal
    show the same."""

    results: Results
    seen: Mapping[Key, Numbers]


def look(actor: Actor, query: Query) -> Looked:
    """Looks for what the query asks for and reads nothing yet. Raises `IndexUnavailable` while there is no index."""
    results = backend().search(query)
    return Looked(results, _seen(actor, results.hits))


def answer(looked: Looked) -> Answer:
    """The page of hits, read again."""
    found = _read(looked.results.hits, looked.seen)
    return Answer(found, looked.results, dropped=len(looked.results.hits) - len(found))


def search(actor: Actor, query: Query) -> Answer:
    """Both at once."""
    return answer(look(actor, query))


def similar(actor: Actor, words: str, language: str | None = None, limit: int = 5) -> list[Found]:
    """What was said already about the same thing, official first; nothing while there is no index."""
    try:
        found = _read_again(actor, backend().similar(words, language, limit))
    except IndexUnavailable:
        return []
    return sorted(found, key=lambda one: not one.document.official)


def similar_posts(actor: Actor, words: str, language: str | None = None, limit: int = 5) -> list[Shown]:
    """The questions and articles about the same thing, each as its first post."""
    found = similar(actor, words, language, limit)
    ids = by_kind((one.document.kind, one.document.id) for one in found)
    posts = {
        id: post for kind, wanted in ids.items() for id, post in registry.documents(kind).presented(wanted).items()
    }
    return [posts[one.document.id] for one in found if one.document.id in posts]


def heads(actor: Actor, hits: Sequence[Hit]) -> list[Shown]:
    """The first posts of the hits that this person may see now, in their order; nothing else of them is read."""
    seen = _seen(actor, hits)
    posts = _kept().heads(seen, {(kind, ident): ident for kind, ident in seen})
    return [posts[hit.id] for hit in hits if hit.id in posts]


def _read_again(actor: Actor, hits: Sequence[Hit]) -> list[Found]:
    return _read(hits, _seen(actor, hits))


def _read(hits: Sequence[Hit], seen: Mapping[Key, Numbers]) -> list[Found]:
    """The hits that may be seen, in their order."""
    readable = _kept().readable(seen)
    matched = [(readable[hit.kind, hit.id], hit) for hit in hits if (hit.kind, hit.id) in readable]
    chosen = [
        (document, hit, best)
        for document, hit in matched
        if (best := best_passage(document.passages, hit.words, document.language))
    ]
    posts = _kept().heads(seen, {(hit.kind, hit.id): best.passage.post_id for _document, hit, best in chosen})
    return [
        Found(document, posts[best.passage.post_id], mark(document.title, hit.words, document.language), best.pieces)
        for document, hit, best in chosen
        if best.passage.post_id in posts
    ]


def _kept() -> KeptDocuments:
    kept: KeptDocuments = edge.bound("search_kept")
    return kept


def _seen(actor: Actor, hits: Sequence[Hit]) -> dict[Key, Numbers]:
    """Which of the hits this person may see now; one query of each kind."""
    ids = by_kind((hit.kind, hit.id) for hit in hits)
    return {
        (kind, ident): numbers
        for kind in registry.kinds()
        if kind in ids
        for ident, numbers in registry.documents(kind).seen(actor, ids[kind]).items()
    }
