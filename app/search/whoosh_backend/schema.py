"""How a document lies in Whoosh: a pair of analysed fields a language to find it by, columns to filter and count by.

Nothing is stored but the columns: texts are read from the database, where who may see them is decided.
"""

from itertools import islice
from typing import Any

from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, Schema

from app.search.analysis import ANALYSED, analysed_as, terms
from app.search.documents import SearchDocument

SCHEMA_VERSION = 1
"""Raise it with every change of the fields or of the analysis: older indexes then ask to be rebuilt."""

MAX_DOCUMENT_TEXT = 200_000
"""Characters of a thread that can be found; a longer one is found by its title and its first posts."""

TEXT_COLUMNS = ("kind", "product", "category", "label", "language", "visibility")
NUMBER_COLUMNS = ("ident", "updated", "year", "solved", "official")
TAG_SEPARATOR = "\n"


def make_schema() -> Schema:
    schema = Schema(key=ID(unique=True), tags=COLUMN(VarBytesColumn()))
    for language in ANALYSED:
        schema.add(f"title_{language}", KEYWORD(scorable=True))
        schema.add(f"body_{language}", KEYWORD(scorable=True))
    for name in TEXT_COLUMNS:
        schema.add(name, COLUMN(RefBytesColumn()))
    for name in NUMBER_COLUMNS:
        schema.add(name, COLUMN(NumericColumn("q")))
    return schema


def key_of(kind: str, ident: int) -> str:
    return f"{kind}:{ident}"


def _bytes(value: str | None) -> bytes:
    return (value or "").encode("utf-8", "replace")


def _body(document: SearchDocument) -> str:
    """Tags and product are words of the thread too: many askers name the product there and nowhere else."""
    pieces = [*document.tags, document.product or "", *(passage.text for passage in document.passages)]
    text = "\n".join(piece for piece in islice(pieces, 5_000))
    return text[:MAX_DOCUMENT_TEXT]


def fields_of(document: SearchDocument) -> dict[str, Any]:
    """What Whoosh is given for a document."""
    language = analysed_as(document.language)
    return {
        "key": key_of(document.kind, document.id),
        f"title_{language}": terms(document.title, language),
        f"body_{language}": terms(_body(document), language),
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
    }
