"""What the address of a list says: which list, narrowed by what, from where on. And the addresses of its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.catalogue.choices import category_named, offered_products, open_categories, product_named, tag_named
from app.catalogue.models import Product, Tag
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.questions.forms.asking import LANGUAGES
from app.questions.lists import Tab, Wanted

OWN = (Tab.MINE, Tab.FOLLOWED)
PARAMETERS = ("tab", "mine", "followed", "product", "category", "tag", "language", "after")
VALUE_MAX = 200
UNKNOWN = N_("This list has no such filter. Start again from all questions.")
TWICE = N_("This address says the same thing twice. Start again from all questions.")


@dataclass(frozen=True)
class Choice:
    """A list and how to come back to it; `fixed` is what its address says by itself (a topic's or product's page)."""

    wanted: Wanted
    at: str
    after: str | None = None
    fixed: frozenset[str] = field(default_factory=frozenset)

    @property
    def filters(self) -> dict[str, str]:
        """The filters in the query of the address, by name."""
        wanted = self.wanted
        named = {"product": wanted.product, "category": wanted.category, "tag": wanted.tag}
        found = {name: thing.slug for name, thing in named.items() if thing is not None and name not in self.fixed}
        return {**found, "language": wanted.language} if wanted.language else found

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters)

    def url(self, *, tab: Tab | None = None, after: str | None = None, without: str | None = None) -> str:
        """The same list on another page, another list with the same filters, or this one without a filter."""
        values = {**_of_tab(tab or self.wanted.tab), **self.filters}
        values.pop(without or "", None)
        if after:
            values["after"] = after
        return f"{self.at}?{urlencode(values)}" if values else self.at

    def tabs(self, *, signed_in: bool) -> list[dict[str, Any]]:
        names = {Tab.RECENT: _("Recent"), Tab.WAITING: _("Waiting"), Tab.SOLVED: _("Already solved")}
        if signed_in:
            names |= {Tab.MINE: _("My questions"), Tab.FOLLOWED: _("Followed")}
        return [
            {"text": text, "url": self.url(tab=tab), "current": tab is self.wanted.tab} for tab, text in names.items()
        ]

    def feeds(self) -> list[tuple[str, str]]:
        """The feeds of what is looked at here."""
        wanted = self.wanted
        named = {"product": wanted.product, "tag": wanted.tag}
        narrowed: dict[str, Any] = {name: thing.slug for name, thing in named.items() if thing is not None}
        return [
            (_("New questions"), url_for("questions.feed", name="new", **narrowed)),
            (_("Waiting questions"), url_for("questions.feed", name="waiting", **narrowed)),
            (_("Solved questions"), url_for("questions.feed", name="solved", **narrowed)),
        ]

    def hidden(self) -> dict[str, str]:
        """What a form that narrows the list must send along."""
        return _of_tab(self.wanted.tab)


def _of_tab(tab: Tab) -> dict[str, str]:
    if tab is Tab.RECENT:
        return {}
    return {tab.value: "1"} if tab in OWN else {"tab": tab.value}


def choice_of(
    given: MultiDict[str, str], *, product: Product | None = None, tag: Tag | None = None, at: str | None = None
) -> Choice:
    """The list that an address names, or Invalid with a sentence. Empty parameters say nothing; unknown ones are ignored."""
    values = _read(given)
    fixed = frozenset(name for name, thing in (("product", product), ("tag", tag)) if thing is not None)
    wanted = Wanted(
        tab=_tab(values),
        product=product or _known(product_named, values.get("product")),
        category=_known(category_named, values.get("category")),
        tag=tag or _known(tag_named, values.get("tag")),
        language=_language(values.get("language")),
    )
    return Choice(wanted, at or url_for("questions.index"), values.get("after"), fixed)


def _read(given: MultiDict[str, str]) -> dict[str, str]:
    found = {}
    for name in PARAMETERS:
        sent = given.getlist(name)
        if len(sent) > 1:
            raise Invalid(TWICE)
        if sent and sent[0]:
            if len(sent[0]) > VALUE_MAX:
                raise Invalid(UNKNOWN)
            found[name] = sent[0]
    return found


def _tab(values: Mapping[str, str]) -> Tab:
    for own in OWN:
        if own.value in values:
            if values[own.value] != "1":
                raise Invalid(UNKNOWN)
            return own
    named = values.get("tab", Tab.RECENT.value)
    if named not in (Tab.RECENT, Tab.WAITING, Tab.SOLVED):
        raise Invalid(UNKNOWN)
    return Tab(named)


def _known(find: Any, slug: str | None) -> Any:
    if slug is None:
        return None
    found = find(slug)
    if found is None:
        raise Invalid(UNKNOWN)
    return found


def _language(code: str | None) -> str | None:
    if code is not None and code not in LANGUAGES:
        raise Invalid(UNKNOWN)
    return code


def options_of(choice: Choice) -> list[dict[str, Any]]:
    """What the list can be narrowed by, as selects; what the page is about already is not offered again."""
    wanted = choice.wanted
    offered = [
        ("product", _("Product"), [(one.slug, one.name) for one in offered_products()], wanted.product),
        ("category", _("Category"), [(one.slug, one.name) for one in open_categories()], wanted.category),
        ("language", _("Language"), list(LANGUAGES.items()), wanted.language),
    ]
    return [
        {"name": name, "text": text, "choices": choices, "chosen": getattr(chosen, "slug", chosen)}
        for name, text, choices, chosen in offered
        if name not in choice.fixed and (len(choices) > 1 or chosen)
    ]
