"""The one statement of a search: matches, of these the newest, weighed; the page, the total and the facets of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.search.backend import FACETS
from app.search.postgres_backend.layout import STATE

FACET_COLUMNS = ", ".join(f"d.{facet}" for facet in FACETS)


@dataclass
class Wanted:
    """`query` fits rows by their vector, `phrases` by what is said in them (any of each group); `presence` are the
    queries that each hit is asked for again, to know which words it has."""

    table: str
    query: str
    visibility: Sequence[str]
    phrases: Sequence[tuple[str, list[str]]] = ()
    weight: str = "0"
    weight_parameters: Sequence[str] = ()
    presence: Sequence[str] = ()
    is_common: bool = False
    """Nearly any document fits: then the newest are looked through in their order, instead of sorting all that fit."""
    at_most: int = 2_000
    page: slice = field(default_factory=lambda: slice(0, 20))
    facets: dict[str, str] = field(default_factory=dict)
    """Facets that are filtered by, each with the query without that filter."""
    with_facets: bool = True


class Statement:
    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.parameters: list[object] = []
        self.text = self._text()

    def _text(self) -> str:
        wanted = self._wanted
        parts = [
            f"WITH matched AS MATERIALIZED ({self._newest('d.ctid AS place', wanted.query, wanted.at_most + 1)})",
        ]
        parts.append(
            f", scored AS MATERIALIZED (SELECT d.ctid AS place, d.id, d.updated, {FACET_COLUMNS}, {self._weight()} AS score"
            f" FROM (SELECT place FROM matched LIMIT {wanted.at_most}) m JOIN {wanted.table} d ON d.ctid = m.place)"
        )
        for facet, query in wanted.facets.items():
            parts.append(f", but_{facet} AS MATERIALIZED ({self._newest(f'd.{facet}', query, wanted.at_most)})")
        parts.append(f" {self._page()}")
        parts.append(f" UNION ALL SELECT 'generation', '', generation, NULL, NULL FROM {STATE}")
        parts.append(" UNION ALL SELECT 'total', '', count(*), NULL, NULL FROM matched")
        if wanted.with_facets:
            for facet in FACETS:
                source = f"but_{facet}" if facet in wanted.facets else "scored"
                parts.append(
                    f" UNION ALL SELECT '{facet}', {facet}::text, count(*), NULL, NULL FROM {source} GROUP BY {facet}"
                )
        return "".join(parts)

    def _newest(self, columns: str, query: str, limit: int) -> str:
        """The newest rows that fit. An expression as the first order keeps the planner from walking through all rows
        by age when few fit."""
        wanted = self._wanted
        conditions = ["d.visibility = ANY(%s)"]
        self.parameters.append(list(wanted.visibility))
        if query:
            conditions.append("d.vector @@ %s::tsquery")
            self.parameters.append(query)
        for condition, parameters in wanted.phrases:
            conditions.append(condition)
            self.parameters += parameters
        order = "d.updated DESC, d.id DESC" if wanted.is_common else "d.updated + 0 DESC, d.id DESC"
        return f"SELECT {columns} FROM {wanted.table} d WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT {limit}"

    def _weight(self) -> str:
        self.parameters += self._wanted.weight_parameters
        return self._wanted.weight

    def _page(self) -> str:
        """The hits in their order; each with its place in it, its language, and what it has."""
        wanted = self._wanted
        order = "score DESC, updated DESC, id DESC"
        hits = (
            f"SELECT place, kind, id, score, language, row_number() OVER (ORDER BY {order}) AS rank"
            f" FROM scored ORDER BY {order} LIMIT {max(0, wanted.page.stop - wanted.page.start)} OFFSET {wanted.page.start}"
        )
        columns = "'hit' AS what, h.kind AS value, h.id::bigint AS number, h.score"
        if not wanted.presence:
            return f"(SELECT {columns}, ARRAY[h.rank::text, h.language] AS has FROM ({hits}) h)"
        presence = ", ".join("(d.vector @@ %s::tsquery)::text" for _ in wanted.presence)
        self.parameters += wanted.presence
        has = f"ARRAY[h.rank::text, h.language, {presence}] AS has"
        return f"(SELECT {columns}, {has} FROM ({hits}) h JOIN {wanted.table} d ON d.ctid = h.place)"
