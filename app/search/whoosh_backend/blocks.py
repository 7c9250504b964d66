"""Postings a block at a time, as Whoosh keeps them: its matchers hand them out singly, with several calls for each."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.reading import SegmentReader


class Block(NamedTuple):
    """Up to 128 documents, numbered in their segment; what they have of the term is read when it is asked for."""

    documents: Sequence[int]
    matcher: W3LeafMatcher

    def frequencies(self) -> Sequence[float]:
        self.matcher.weight()
        return self.matcher._weights

    def values(self) -> Sequence[bytes]:
        self.matcher.value()
        return self.matcher._values


def blocks(leaf: SegmentReader, name: str, text: str, within: Sequence[int] | None = None) -> Iterator[Block]:
    """The blocks of a term in one segment, deleted documents included; with `within`, in ascending order, those that
    may hold one of these."""
    if (name, text) not in leaf:
        return
    field = leaf.schema[name]
    matcher = leaf._terms.matcher(name, field.to_bytes(text), field.format)
    start = 0
    while matcher.is_active():
        end = matcher.block_max_id() + 1
        if within is None or _has_any(within, start, end):
            matcher.id()
            yield Block(matcher._ids, matcher)
        start = end
        matcher._next_block()


def documents_of(leaf: SegmentReader, name: str, text: str) -> Collection[int]:
    return [document for block in blocks(leaf, name, text) for document in block.documents]


def _has_any(ascending: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(ascending, start)
    return at < len(ascending) and ascending[at] < end
