"""What is asked of a document besides its words."""

from collections.abc import Iterable

from app.search.backend import FACETS, Query
from app.search.postgres_backend.terms import all_of, any_of, filter_lexeme, quoted

FILTERS = ("product", "category", "tag", "label", "kind", "solved", "language", "year")


class Filters:
    def __init__(self, query: Query) -> None:
        wanted = ((name, getattr(query, name)) for name in FILTERS)
        self._wanted = {name: quoted(filter_lexeme(name, value)) for name, value in wanted if value not in (None, "")}
        if query.authors is not None:
            self._wanted["authors"] = any_of(quoted(filter_lexeme("author", author)) for author in query.authors)
        self.admits_nobody = query.authors is not None and not query.authors

    def narrows(self) -> bool:
        return bool(self._wanted)

    def query(self, but: str | None = None) -> str:
        """All of them, or all but one, as a tsquery; empty if there are none."""
        return all_of(wanted for name, wanted in self._wanted.items() if name != but)

    def facets_in_use(self) -> Iterable[str]:
        return [facet for facet in FACETS if facet in self._wanted]
