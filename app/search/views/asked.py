"""What the address of a search asks for. Whatever cannot be meant is left out and said, never guessed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.kit.forms import tidy
from app.search.backend import FACETS, MAX_TEXT, WINDOW, Query

PAGE = 20
PAGES = WINDOW // PAGE
SOLVED = {"yes": True, "no": False}
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Asked:
    """`left_out`: filters that were named with a value that does not exist; `cut`: more was typed than is read."""

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    page: int = 1
    left_out: tuple[str, ...] = ()
    cut: bool = False

    @property
    def is_beyond(self) -> bool:
        return not 1 <= self.page <= PAGES

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.filters

    def value(self, facet: str) -> str | None:
        return dict(self.filters).get(facet)

    def query(self) -> Query:
        given = {facet: value for facet, value in self.filters if facet != "solved"}
        solved = SOLVED.get(self.value("solved") or "")
        offset = (self.page - 1) * PAGE
        return Query(words=self.words, solved=solved, limit=PAGE, offset=offset, **given)  # type: ignore[arg-type]

    def narrowed(self, facet: str, value: str | None) -> "Asked":
        """The same search from its first page with a filter set, or with None without it."""
        kept = [pair for pair in self.filters if pair[0] != facet]
        return replace(self, filters=(*kept, (facet, value)) if value else tuple(kept), page=1)

    def at_page(self, page: int) -> "Asked":
        return replace(self, page=page)

    def parameters(self) -> dict[str, Any]:
        pages = {"page": str(self.page)} if self.page > 1 else {}
        return {"q": self.words, **dict(self.filters), **pages}


def read(given: Mapping[str, str], known: Mapping[str, Collection[str]]) -> Asked:
    """The search in the parameters of an address; `known` says which values each facet has."""
    words = tidy(given.get("q", ""))
    filters, left_out = [], []
    for facet in FACETS:
        value = tidy(given.get(facet, ""))
        if value and value in known[facet]:
            filters.append((facet, value))
        elif value:
            left_out.append(facet)
    page = tidy(given.get("page", "")) or "1"
    return Asked(
        words=words[:MAX_TEXT],
        filters=tuple(filters),
        page=int(page) if _NUMBER.fullmatch(page) else 0,
        left_out=tuple(left_out),
        cut=len(words) > MAX_TEXT,
    )
