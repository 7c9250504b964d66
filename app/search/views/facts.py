"""What every search asks and administrators seldom change, kept in this process until it changes: the names of products,
and words that mean the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from flask import current_app
from sqlalchemy import select

from app.activity.models import PageVersion
from app.activity.versions import SITE
from app.catalogue.models import Product
from app.extensions import db
from app.kit.database import may_write
from app.search.expanding import Group
from app.search.synonyms import SYNONYMS, in_use, members

_NUMBERS = select(PageVersion.key, PageVersion.number).where(PageVersion.key.in_((SITE, SYNONYMS)))
_PRODUCTS = select(Product.slug, Product.name)


@dataclass(frozen=True)
class Facts:
    """Short name → name of each product; (language, words) of each group."""

    products: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[tuple[str, Group], ...] = ()

    def groups_in(self, language: str | None) -> tuple[Group, ...]:
        """The groups of a language and those of all languages."""
        return tuple(group for own, group in self.groups if own in ("", language))


class KeptFacts:
    """A transaction that may write is given what is written now: what it has changed has no number yet."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[dict[str, int], Facts] | None = None

    def now(self) -> Facts:
        if may_write():
            return _read()
        numbers: dict[str, int] = dict(db.session.execute(_NUMBERS).all())
        with self._lock:
            if self._kept is None or self._kept[0] != numbers:
                self._kept = numbers, _read()
            return self._kept[1]


def _read() -> Facts:
    return Facts(
        products=dict(db.session.execute(_PRODUCTS).all()),
        groups=tuple((one.language, members(one.words)) for one in in_use()),
    )


def facts() -> Facts:
    kept: KeptFacts = current_app.extensions.setdefault("search_facts", KeptFacts())
    return kept.now()
