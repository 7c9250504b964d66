"""The facets beside the hits: names for people, and what choosing each would give."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from babel import Locale
from flask import g, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from app.catalogue.brand import brand_name
from app.kit.texts import N_
from app.labels.algebra import Status
from app.search.backend import FACETS, Results
from app.search.views.asked import Asked

SHOWN = 8
"""Values of one facet that are offered; a chosen one always is."""
UNESCAPED = "!$'()*,/:;?@"
"""Signs that stand for themselves in an address, as `url_for` leaves them."""
LANGUAGES = ("en", "it", "de", "es", "fr", "ja", "nl", "pl", "pt", "ru", "tr", "uk", "xx", "zh")

LABELS = {
    Status.OFFICIAL: N_("Official answer"),
    Status.STAFF_VERIFIED: N_("From or confirmed by %(brand)s"),
    Status.COMMUNITY_VERIFIED: N_("Agreed by a member panel"),
    Status.UNREVIEWED: N_("Not reviewed"),
    Status.UNOFFICIAL: N_("Unofficial claim"),
    Status.DISPUTED: N_("Reports differ"),
    Status.CORRECTED: N_("Corrected"),
}
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Choice:
    text: str
    url: str
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    choices: tuple[Choice, ...]


def titles() -> dict[str, str]:
    return {
        "product": _("Product"),
        "label": _("Strongest label"),
        "kind": _("Kind"),
        "solved": _("Solved"),
        "language": _("Language"),
    }


def values_of(products: Mapping[str, str]) -> Names:
    """Facet → the values that it may have, which need no names yet but the products'."""
    return {
        "product": products,
        "label": dict.fromkeys((status.value for status in LABELS), ""),
        "kind": {"question": "", "article": ""},
        "solved": {"yes": "", "no": ""},
        "language": dict.fromkeys(LANGUAGES, ""),
    }


def names(products: Mapping[str, str]) -> Names:
    """Facet → value as in the address → name for people."""
    return {
        "product": products,
        "label": {status.value: _(text, brand=brand_name()) for status, text in LABELS.items()},
        "kind": {"question": _("Questions"), "article": _("Articles")},
        "solved": {"yes": _("Solved"), "no": _("Not solved")},
        "language": {code: name or _("Other") for code, name in _languages(str(get_locale() or "en")).items()},
    }


@cache
def _languages(locale: str) -> dict[str, str]:
    """Names for people, where this language has any."""
    known = Locale.parse(locale).languages
    return {code: str(known.get(code, "")).capitalize() for code in LANGUAGES}


def facets(asked: Asked, results: Results, named: Names) -> list[Facet]:
    """Those that leave a choice: several values, one that not all hits have, or one that is chosen."""
    found = [_facet(asked, facet, results.facets.get(facet, []), named[facet]) for facet in FACETS]
    return [one for one in found if len(one.choices) > 1 or any(_narrows(choice, results) for choice in one.choices)]


def _narrows(choice: Choice, results: Results) -> bool:
    return results.total > 0 and (choice.chosen or choice.count < results.total)


def _facet(asked: Asked, facet: str, counts: list[tuple[str | bool, int]], named: Mapping[str, str]) -> Facet:
    chosen = asked.value(facet)
    numbers = {("yes" if value else "no") if facet == "solved" else str(value): number for value, number in counts}
    values = [value for value in numbers if value in named][:SHOWN]
    if chosen and chosen not in values:
        values.append(chosen)
    choices = (
        Choice(
            text=named[value],
            url=address(asked.narrowed(facet, None if value == chosen else value)),
            count=numbers.get(value, 0),
            chosen=value == chosen,
        )
        for value in values
    )
    return Facet(facet, titles()[facet], tuple(choices))


def chosen(asked: Asked, named: Names) -> list[Choice]:
    """What narrows the search, each with the address of the search without it."""
    narrowing = [(facet, f"{titles()[facet]}: {named[facet][value]}") for facet, value in asked.filters]
    if asked.authors is not None:
        narrowing.append(("by", _("By: %(name)s", name=asked.typed.value("by"))))
    return [Choice(text, address(asked.narrowed(name, None)), 0, chosen=True) for name, text in narrowing]


def address(asked: Asked) -> str:
    """A page has two dozen of these, so what they begin with is made once a request."""
    if "search_page" not in g:
        g.search_page = url_for("search.index")
    return f"{g.search_page}?{urlencode(asked.parameters(), safe=UNESCAPED)}"
