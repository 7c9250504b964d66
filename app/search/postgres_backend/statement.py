"""The one statement of a search: matches, of these the newest, weighed; the page, the total and the facets of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.search.backend import FACETS
from app.search.postgres_backend.layout import STATE

CHECKED = 4_000
"""The newest rows with all words of a phrase that are looked through for the phrase itself."""
UNPACKED = "(SELECT setweight(d.vector, 'A', '{}'::text[]) AS vector OFFSET 0) u"
"""The same words, unpacked once however often they are asked for: setting the weight of no word copies them."""
FACET_COLUMNS = ", ".join(f"d.{facet}" for facet in FACETS)


class Share(Enum):
    """How many rows fit, which decides how the newest of them are found."""

    FEW = "no more than are weighed: all of them"
    SOME = "all that fit, sorted by age before any is weighed"
    MANY = "a walk from the newest on, until there are enough"
    MANY_WEIGHED = "the same walk, where a row fits if it weighs anything: so its vector is unpacked once, not twice"


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
    share: Share = Share.SOME
    at_most: int = 2_000
    page: slice = field(default_factory=lambda: slice(0, 20))
    facets: dict[str, str] = field(default_factory=dict)
    """Facets that are filtered by, each with the query without that filter."""
    with_facets: bool = True
    fits: str = ""
    """Says the same of a row as `query`, by the bytes of common words alone."""
    by_columns: Mapping[str, tuple[str, list[object]]] = field(default_factory=dict)
    """Queries that are asked of columns instead: the condition, and its values."""
    unpacking: str = ""
    """`UNPACKED` if the weight asks for a row's words more than once, as `u.vector`."""


class Statement:
    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.parameters: list[object] = []
        self.text = self._text()

    def _text(self) -> str:
        wanted = self._wanted
        columns = f"d.ctid AS place, d.id, d.updated, {FACET_COLUMNS}"
        unpacking = f"CROSS JOIN LATERAL {wanted.unpacking}" if wanted.unpacking else ""
        parts = []
        if wanted.share is Share.SOME or wanted.phrases:
            checked = CHECKED if wanted.phrases else wanted.at_most
            parts.append(f"WITH matched AS MATERIALIZED ({self._newest('d.ctid AS place', wanted.query, checked)})")
            weight = self._weight()
            parts.append(
                f", scored AS MATERIALIZED (SELECT {columns}, {weight} AS score"
                f" FROM matched m JOIN {wanted.table} d ON d.ctid = m.place {unpacking}{self._said()} LIMIT {wanted.at_most})"
            )
        else:
            # What is chosen comes first in the statement, and so do its parameters.
            weight = self._weight()
            if wanted.share is Share.MANY and wanted.unpacking and wanted.query:
                newest = self._newest(f"{columns}, w.score", "", wanted.at_most, self._fitting(weight))
            elif wanted.share is Share.MANY_WEIGHED:
                every = self._newest(f"{columns}, {weight} AS score", "", None, unpacking)
                newest = f"SELECT * FROM ({every} OFFSET 0) e WHERE score > 0 LIMIT {wanted.at_most}"
            else:
                newest = self._newest(f"{columns}, {weight} AS score", wanted.query, wanted.at_most, unpacking)
            parts.append(f"WITH matched AS (SELECT 1 WHERE false), scored AS MATERIALIZED ({newest})")
        for facet, query in wanted.facets.items():
            parts.append(f", but_{facet} AS MATERIALIZED ({self._without(facet, query)})")
        parts.append(f" {self._page()}")
        parts.append(f" UNION ALL SELECT 'generation', '', generation, NULL, NULL FROM {STATE}")
        parts.append(" UNION ALL SELECT 'total', '', count(*), NULL, NULL FROM scored")
        parts.append(" UNION ALL SELECT 'checked', '', count(*), NULL, NULL FROM matched")
        if wanted.with_facets:
            for facet in FACETS:
                source = f"but_{facet}" if facet in wanted.facets else "scored"
                parts.append(
                    f" UNION ALL SELECT '{facet}', {facet}::text, count(*), NULL, NULL FROM {source} GROUP BY {facet}"
                )
        return "".join(parts)

    def _newest(self, columns: str, query: str, limit: int | None, beside: str = "") -> str:
        """The newest rows that fit. An expression as the first order keeps the planner from walking through all rows
        by age when not many fit."""
        wanted = self._wanted
        conditions = ["d.visibility = ANY(%s)"]
        self.parameters.append(list(wanted.visibility))
        if query and query == wanted.query and wanted.fits:
            conditions.append(wanted.fits)
        elif known := wanted.by_columns.get(query):
            conditions.append(known[0])
            self.parameters += known[1]
        elif query:
            conditions.append("d.vector @@ %s::tsquery")
            self.parameters.append(query)
        walked = wanted.share in (Share.MANY, Share.MANY_WEIGHED)
        order = "" if wanted.share is Share.FEW else f"ORDER BY d.updated{'' if walked else ' + 0'} DESC, d.id DESC"
        return f"SELECT {columns} FROM {wanted.table} d {beside} WHERE {' AND '.join(conditions)} {order} LIMIT {limit or 'ALL'}"

    def _fitting(self, weight: str) -> str:
        """Whether a row fits and what it weighs, of one copy of its words, which is gone before anything is sorted."""
        self.parameters.append(self._wanted.query)
        return f"CROSS JOIN LATERAL (SELECT {weight} AS score FROM {self._wanted.unpacking} WHERE u.vector @@ %s::tsquery OFFSET 0) w"

    def _without(self, facet: str, query: str) -> str:
        """A facet's values in the rows that fit without the filter by it."""
        wanted = self._wanted
        if not wanted.phrases:
            return self._newest(f"d.{facet}", query, wanted.at_most)
        newest = self._newest("d.ctid AS place", query, CHECKED)
        rows = f"({newest}) m JOIN {wanted.table} d ON d.ctid = m.place{self._said()}"
        return f"SELECT d.{facet} FROM {rows} LIMIT {wanted.at_most}"

    def _said(self) -> str:
        """What must be said in a row, looked for in the newest that have the words."""
        for _, parameters in self._wanted.phrases:
            self.parameters += parameters
        return " WHERE " + " AND ".join(said for said, _ in self._wanted.phrases) if self._wanted.phrases else ""

    def _weight(self) -> str:
        self.parameters += self._wanted.weight_parameters
        return self._wanted.weight

    def _page(self) -> str:
        """The hits in their order; each with its place in it, its language, and what it has."""
        wanted = self._wanted
        order = "score DESC, updated DESC, id"
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
