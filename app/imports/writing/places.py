"""Where threads go: categories, products and tags, by their slug; made if they are not there."""

import re
from typing import Any

from sqlalchemy import select

from app.catalogue.models import DEFAULT_WINDOW_MINUTES, Category, Product, Tag
from app.extensions import Model
from app.imports.bulk import Bulk
from app.posts.addresses import slug_of

TAG_MAX = 60
LAST = 999
"""Imported places come after those the community made for itself."""

_REPEATED = re.compile(r"_[0-9]{1,2}$")
"""What some systems add to a tag's slug when two tags would have the same: they mean the same."""


def tag_slug(name: str) -> str:
    return slug_of(_REPEATED.sub("", name))[:TAG_MAX]


def _shown(name: str) -> str:
    words = " ".join(name.replace("-", " ").split())
    return words[:1].upper() + words[1:]


class Places:
    def __init__(self, bulk: Bulk) -> None:
        self.bulk = bulk
        self.ids: dict[type[Model], dict[str, int]] = {}

    def begin(self) -> None:
        """People may add and retire places while an import runs, so each transaction reads them again."""
        self.ids.clear()

    def category(self, name: str) -> int:
        slug = slug_of(name)
        return self._id(
            Category, slug, name=_shown(name)[:60], about="", place=LAST, window_minutes=DEFAULT_WINDOW_MINUTES
        )

    def product(self, name: str) -> int:
        slug = slug_of(name)
        return self._id(Product, slug, name=_shown(name)[:80], about="", place=LAST)

    def tag(self, name: str) -> int:
        return self._id(Tag, tag_slug(name), about="")

    def _id(self, model: type[Model], slug: str, **row: Any) -> int:
        table = model.__table__
        if model not in self.ids:
            self.ids[model] = dict(self.bulk.session.execute(select(table.c.slug, table.c.id)).all())
        here = self.ids[model]
        if slug not in here:
            here[slug] = self.bulk.next_id(model)
            self.bulk.add(model, id=here[slug], slug=slug, **row)
        return here[slug]
