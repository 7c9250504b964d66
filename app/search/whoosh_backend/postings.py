"""Postings on their way to disk: what Whoosh's codec writes, a term at a time.

The codec takes each posting through some ten calls and packs every block, although most are shorter packed than not.
Nine in ten terms of a small segment are in one document, so that was half of what indexing an answer took.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pickle import dumps
from typing import Any
from zlib import compress

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3FieldWriter, W3TermInfo
from whoosh.fields import Schema
from whoosh.system import pack_int, pack_long, pack_ushort

Posting = tuple[str, bytes, int, float, bytes | None]
"""Field, term, document, weight, value."""

BLOCK = 128
PACKED_FROM = 256
"""Bytes of a block that are worth packing."""
LEVEL = 3
NO_LENGTH = 0
"""In place of the length of the field, which only Whoosh's own ranking would read."""
IN_THE_FILE = 0


def add_postings(writer: W3FieldWriter, schema: Schema, postings: Iterable[Posting]) -> None:
    """All of a segment, in the order of their fields and terms."""
    for name, of_field in groupby(postings, itemgetter(0)):
        writer.start_field(name, schema[name])
        with_values = schema[name].format.fixed_value_size() != 0
        prefix, at = pack_ushort(writer._fieldid), writer._postfile.tell()
        for text, of_term in groupby(of_field, itemgetter(1)):
            rows = list(of_term)
            written = _blocks(rows, with_values)
            writer._postfile.write(written)
            writer._tindex.add(prefix + text, _about(rows, at, len(written)))
            at += len(written)
        writer.finish_field()


def _blocks(rows: Sequence[Posting], with_values: bool) -> bytes:
    parts = [WHOOSH3_HEADER_MAGIC]
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        documents, weights = [row[2] for row in some], [float(row[3]) for row in some]
        values = tuple(row[4] or b"" for row in some) if with_values else None
        data, level = dumps((_steps(documents), _told_once(weights), values), 2), 0
        if len(data) >= PACKED_FROM:
            data, level = compress(data, LEVEL), LEVEL
        about = dumps((len(some), documents[-1], max(weights), level, NO_LENGTH, NO_LENGTH), 2)
        size = len(about) + len(data)
        # The last one is known by its size, which is negative.
        parts += (pack_int(size if start + BLOCK < len(rows) else -size), about, data)
    return b"".join(parts)


def _steps(documents: Sequence[int]) -> tuple[int, ...]:
    return (documents[0], *(after - before for before, after in zip(documents, documents[1:], strict=False)))


def _told_once(weights: list[float]) -> Any:
    """None where all are 1, one number where all are the same."""
    if weights.count(weights[0]) == len(weights):
        return None if weights[0] == 1.0 else weights[0]
    return tuple(weights)


def _about(rows: Sequence[Posting], at: int, size: int) -> bytes:
    weights = [row[3] for row in rows]
    numbers = (IN_THE_FILE, sum(weights), len(rows), NO_LENGTH, NO_LENGTH, max(weights), rows[0][2], rows[-1][2])
    return W3TermInfo._struct.pack(*numbers) + pack_long(at) + pack_int(size)
