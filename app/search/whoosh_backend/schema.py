"""How a document lies in Whoosh: a pair of analysed fields a language to find it by, columns to filter and count by,
and two sets: who wrote in it, and its words as people write them.

Nothing is stored but the columns: texts are read from the database, where who may see them is decided.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, Schema

from app.search.analysis import ANALYSED, WORD, analysed_as, composed, placed_terms, spellings
from app.search.documents import PUBLIC, SearchDocument
from app.search.whoosh_backend.fields import PlacedTerms, TermSet

SCHEMA_VERSION = 3
"""Raise it with every change of the fields: older indexes cannot be read then, and ask to be rebuilt. What changes in the
analysis is told by `analysis.ANALYSIS`."""

MAX_DOCUMENT_TEXT = 200_000
"""Characters of a thread that can be found; a longer one is found by its title and its first posts."""

TEXT_COLUMNS = ("kind", "product", "category", "label", "language", "visibility")
NUMBER_COLUMNS = ("ident", "updated", "year", "solved", "official", "stamp")
TAG_SEPARATOR = "\n"
SPELLED = "\t"
"""Between a folded word and the same word as people write it, where the two differ."""
BETWEEN_PASSAGES = 50
"""Places left empty between two texts, so that no phrase reaches from one into the other."""


def make_schema() -> Schema:
    schema = Schema(key=ID(unique=True), tags=COLUMN(VarBytesColumn()), author=TermSet(), words=TermSet())
    for language in ANALYSED:
        schema.add(f"title_{language}", PlacedTerms())
        schema.add(f"body_{language}", PlacedTerms())
    for name in TEXT_COLUMNS:
        schema.add(name, COLUMN(RefBytesColumn()))
    for name in NUMBER_COLUMNS:
        schema.add(name, COLUMN(NumericColumn("q")))
    return schema


def key_of(kind: str, ident: int) -> str:
    return f"{kind}:{ident}"


def _bytes(value: str | None) -> bytes:
    return (value or "").encode("utf-8", "replace")


def _texts(document: SearchDocument) -> Iterator[str]:
    """Tags and product are words of the thread too: many askers name the product there and nowhere else."""
    left = MAX_DOCUMENT_TEXT
    for text in chain(document.tags, [document.product or ""], (passage.text for passage in document.passages)):
        if left <= 0:
            return
        yield text[:left]
        left -= len(text) + 1


def _placed(texts: Iterable[str], language: str) -> list[tuple[str, int]]:
    placed: list[tuple[str, int]] = []
    start = 0
    for text in texts:
        found, end = placed_terms(text, language, start)
        placed += found
        start = end + BETWEEN_PASSAGES
    return placed


def _spelled(document: SearchDocument) -> list[str]:
    """The words that may be offered to anybody: none of what only some may find.

    Those of the title and of the first text, of tags and product: what is asked is searched for in these words, and with
    the words of all answers the index would take twice as long to make.
    """
    if document.visibility != PUBLIC:
        return []
    first = (passage.text for passage in document.passages[:1])
    texts = (document.title, *document.tags, document.product or "", *first)
    found = {word for text in texts for word in WORD.findall(composed(text))}
    pairs = {pair for word in found for pair in spellings(word)}
    return [folded if folded == written else f"{folded}{SPELLED}{written}" for folded, written in pairs]


def fields_of(document: SearchDocument) -> dict[str, Any]:
    """What Whoosh is given for a document."""
    language = analysed_as(document.language)
    texts = list(_texts(document))
    return {
        "key": key_of(document.kind, document.id),
        f"title_{language}": _placed([document.title], language),
        f"body_{language}": _placed(texts, language),
        "words": _spelled(document),
        "author": [str(author) for author in document.authors],
        "tags": _bytes(TAG_SEPARATOR.join(document.tags)),
        "kind": _bytes(document.kind),
        "product": _bytes(document.product),
        "category": _bytes(document.category),
        "label": _bytes(document.status),
        "language": _bytes(document.language),
        "visibility": _bytes(document.visibility),
        "ident": document.id,
        "updated": int(document.updated_at.timestamp()),
        "year": document.year,
        "solved": int(document.solved),
        "official": int(document.official),
        "stamp": document.stamp,
    }
