"""What is asked of a document besides its words."""

from collections.abc import Iterable, Iterator

from app.search.backend import FACETS, Query
from app.search.postgres_backend.terms import all_of, any_of, filter_lexeme, kept, quoted

FILTERS = ("product", "category", "tag", "label", "kind", "solved", "language", "year")


def wanted_of(query: Query) -> Iterator[tuple[str, str | bool | int]]:
    for name in FILTERS:
        if (value := getattr(query, name)) not in (None, ""):
            yield name, value


class Filters:
    def __init__(self, query: Query) -> None:
        self._wanted = {name: quoted(filter_lexeme(name, value)) for name, value in wanted_of(query)}
        if query.authors is not None:
            self._wanted["authors"] = any_of(quoted(filter_lexeme("author", author)) for author in query.authors)
        self._values = {name: value for name, value in wanted_of(query) if name in FACETS}
        self.admits_nobody = query.authors is not None and not query.authors

    def narrows(self) -> bool:
        return bool(self._wanted)

    def query(self, but: str | None = None) -> str:
        """All of them, or all but one, as a tsquery; empty if there are none."""
        return all_of(wanted for name, wanted in self._wanted.items() if name != but)

    def by_columns(self) -> dict[str, tuple[str, list[object]]]:
        """Queries of these filters, all or all but one, that columns of the row can tell as well: as a condition with its values. A walk through
        rows by age reads nothing else of them then; a vector has to be fetched and unpacked for each."""
        found: dict[str, tuple[str, list[object]]] = {}
        for but in (None, *self.facets_in_use()):
            names = [name for name in self._wanted if name != but]
            if names and all(name in self._values for name in names):
                values = [self._values[name] for name in names]
                condition = " AND ".join(f"d.{name} = %s" for name in names)
                found[self.query(but)] = condition, [kept(one) if isinstance(one, str) else one for one in values]
        return found

    def facets_in_use(self) -> Iterable[str]:
        return [facet for facet in FACETS if facet in self._wanted]
