"""What the address of a search asks for: what is typed, and what is chosen beside it, as one query.

Whatever cannot be meant is left out and said, never guessed. A filter that is typed and one that is chosen for the same
thing are one: the typed one counts, and choosing another value takes it out of the text.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.kit.forms import tidy
from app.kit.texts import N_, Text
from app.search.analysis import WORD, composed
from app.search.backend import FACETS, MAX_TEXT, WINDOW, Query
from app.search.grammar import (
    LABELS,
    SOLVED,
    WHAT_LABEL_TAKES,
    WHAT_SOLVED_TAKES,
    Typed,
    parse,
)
from app.search.naming import meant

PAGE = 10
PAGES = WINDOW // PAGE
NAMED = 8
"""Products that a hint names."""
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")

Known = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class People:
    """How a name is looked up: whose it is, and which names begin with it."""

    called: Callable[[str], frozenset[int]] = lambda name: frozenset()
    beginning_with: Callable[[str], list[str]] = lambda name: []


@dataclass(frozen=True)
class Asked:
    """`filters`: what narrows the search, typed or chosen; `left_out`: what was chosen with a value that does not exist;
    `cut`: more was typed than is read; `problems`: what of the typed text could not be meant."""

    typed: Typed = field(default_factory=Typed)
    filters: tuple[tuple[str, str], ...] = ()
    authors: frozenset[int] | None = None
    page: int = 1
    left_out: tuple[str, ...] = ()
    problems: tuple[Text, ...] = ()
    cut: bool = False

    @property
    def text(self) -> str:
        return self.typed.text

    @property
    def words(self) -> str:
        """What is looked for, without the filters; signs alone are nothing."""
        words = " ".join([self.typed.words, *self.typed.phrases]).strip()
        return words if WORD.search(words) else ""

    @property
    def is_beyond(self) -> bool:
        return not 1 <= self.page <= PAGES

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters) or self.authors is not None

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The filters that are not in the text."""
        return tuple(pair for pair in self.filters if self.typed.value(pair[0]) is None)

    def value(self, facet: str) -> str | None:
        return dict(self.filters).get(facet)

    def query(self, synonyms: tuple[tuple[str, ...], ...] = ()) -> Query:
        given: dict[str, Any] = {facet: value for facet, value in self.filters if facet != "solved"}
        return Query(
            words=self.typed.words,
            phrases=self.typed.phrases,
            solved={"yes": True, "no": False}.get(self.value("solved") or ""),
            authors=self.authors,
            synonyms=synonyms,
            limit=PAGE,
            offset=(self.page - 1) * PAGE,
            **given,
        )

    def narrowed(self, facet: str, value: str | None) -> "Asked":
        """The same search from its first page with a filter set, or with None without it; "by" is taken out alone."""
        kept = [pair for pair in self.chosen if pair[0] != facet]
        chosen = (*kept, (facet, value)) if value else tuple(kept)
        return replace(self, typed=parse(self.typed.without(facet)), filters=chosen, page=1)

    def at_page(self, page: int) -> "Asked":
        return replace(self, page=page)

    def saying(self, text: str) -> "Asked":
        """The same filters with another text, from the first page."""
        return replace(self, typed=parse(text), filters=self.chosen, page=1)

    def parameters(self) -> dict[str, Any]:
        pages = {"page": str(self.page)} if self.page > 1 else {}
        return {"q": self.text, **dict(self.chosen), **pages}


def read(given: Mapping[str, str], known: Known, people: People) -> Asked:
    """The search in the parameters of an address; `known` says which values each facet has, with their names."""
    text = composed(tidy(given.get("q", "")))
    typed = parse(text[:MAX_TEXT])
    filters, problems = _typed_filters(typed, known)
    left_out = []
    for facet in FACETS:
        value = tidy(given.get(facet, ""))
        if not value or typed.value(facet) is not None:
            continue
        if value in known[facet]:
            filters.append((facet, value))
        else:
            left_out.append(facet)
    authors, said = _authors(typed, people)
    page = tidy(given.get("page", "")) or "1"
    return Asked(
        typed=typed,
        filters=tuple(filters),
        authors=authors,
        page=int(page) if _NUMBER.fullmatch(page) else 0,
        left_out=tuple(left_out),
        problems=(*typed.problems, *problems, *said),
        cut=len(text) > MAX_TEXT,
    )


def _typed_filters(typed: Typed, known: Known) -> tuple[list[tuple[str, str]], list[Text]]:
    filters, problems = [], []
    for name, read_one in (("product", _product), ("label", _label), ("solved", _solved)):
        value = typed.value(name)
        if value is None:
            continue
        found = read_one(value, known[name])
        if isinstance(found, Text):
            problems.append(found)
        else:
            filters.append((name, found))
    return filters, problems


def _product(typed: str, known: Mapping[str, str]) -> str | Text:
    slugs = meant(typed, known)
    if len(slugs) == 1:
        return slugs[0]
    if slugs:
        return Text(N_("“%(typed)s” may be one of several products: %(names)s. Say which."), typed=typed,
                    names=_names(known, slugs))  # fmt: skip
    if not known:
        return Text(N_("There is no product “%(typed)s”: there are none yet."), typed=typed)
    return Text(N_("There is no product “%(typed)s”. Products: %(names)s."), typed=typed, names=_names(known, known))


def _names(known: Mapping[str, str], slugs: Collection[str]) -> str:
    names = [known[slug] for slug in slugs]
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def _label(typed: str, known: Mapping[str, str]) -> str | Text:
    value = LABELS.get(typed.casefold(), typed.casefold().replace("-", "_"))
    return value if value in known else WHAT_LABEL_TAKES


def _solved(typed: str, known: Mapping[str, str]) -> str | Text:
    return SOLVED.get(typed.casefold(), WHAT_SOLVED_TAKES)


def _authors(typed: Typed, people: People) -> tuple[frozenset[int] | None, list[Text]]:
    name = typed.value("by")
    if name is None:
        return None, []
    found = people.called(name)
    if found:
        return found, []
    similar = people.beginning_with(name)
    if similar:
        names = ", ".join(f"“{one}”" for one in similar)
        return None, [Text(N_("Nobody is called “%(name)s”. Names that begin so: %(names)s. Write by:\"the whole name\"."),
                           name=name, names=names)]  # fmt: skip
    return None, [Text(N_("Nobody here is called “%(name)s”."), name=name)]
