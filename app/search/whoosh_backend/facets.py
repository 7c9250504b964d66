"""Filters, and the counts beside them."""

from collections import Counter
from collections.abc import Collection

from app.search.backend import FACETS, Query
from app.search.whoosh_backend.blocks import documents_of
from app.search.whoosh_backend.reading import Snapshot
from app.search.whoosh_backend.schema import TAG_SEPARATOR

FILTERS = ("product", "category", "label", "kind", "solved", "language", "year")


class Filters:
    """What a query asks of a document besides its words; who may find it is asked always."""

    def __init__(self, snapshot: Snapshot, query: Query) -> None:
        self._snapshot = snapshot
        self._visibility = query.visibility
        self._tag = query.tag
        self._written = None if query.authors is None else written_by(snapshot, query.authors)
        wanted = ((name, getattr(query, name)) for name in FILTERS)
        self.wanted = {name: value for name, value in wanted if value not in (None, "")}

    def narrows(self) -> bool:
        return bool(self.wanted or self._tag) or self._written is not None

    def passing(self, documents: set[int], but: str | None = None) -> set[int]:
        """Those that pass every filter but one."""
        column = self._snapshot.column("visibility")
        documents = {document for document in documents if column[document] in self._visibility}
        if self._written is not None:
            documents = documents & self._written
        if self._tag:
            column = self._snapshot.column("tags")
            documents = {document for document in documents if self._tag in column[document].split(TAG_SEPARATOR)}
        for name, value in self.wanted.items():
            if name != but:
                column = self._snapshot.column(name)
                documents = {document for document in documents if column[document] == value}
        return documents


def written_by(snapshot: Snapshot, authors: Collection[int]) -> set[int]:
    """The documents in which one of these people wrote something public."""
    return {
        document + offset
        for author in authors
        for leaf, offset in snapshot.leaves
        for document in documents_of(leaf, "author", str(author))
    }


def count_facets(snapshot: Snapshot, filters: Filters, matched: set[int]) -> dict[str, list[tuple[str | bool, int]]]:
    """For every facet its values among the matches, commonest first; "no product" is no value."""
    shared = filters.passing(matched)
    counts = {}
    for facet in FACETS:
        documents = filters.passing(matched, but=facet) if facet in filters.wanted else shared
        column = snapshot.column(facet)
        found = Counter(map(column.__getitem__, documents))
        if facet == "solved":
            found = Counter({bool(value): number for value, number in found.items()})
        counts[facet] = sorted(
            ((value, number) for value, number in found.items() if value != ""), key=lambda pair: (-pair[1], pair[0])
        )
    return counts
