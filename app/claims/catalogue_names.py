"""What the catalogue's products, versions and lots are called in a text."""

import re
from functools import lru_cache

from sqlalchemy import literal, select, union_all

from app.catalogue.brand import brand_name
from app.catalogue.models import Lot, Product, ProductVersion
from app.claims.naming import ProductNames
from app.extensions import db

PRODUCT, LOT, VERSION = "product", "lot", "version"
_NAMES = union_all(
    select(literal(PRODUCT).label("what"), Product.id, Product.name),
    select(literal(LOT), Lot.id, Lot.name),
    select(literal(VERSION), ProductVersion.id, ProductVersion.name),
)
_NUMBER = re.compile(r"v?\d+(?:\.\d+)*\Z", re.IGNORECASE)


def names_for(product_id: int | None) -> ProductNames:
    """The names of all products and lots, and the plain nouns of the product that the thread is about.

    Read once a transaction. A product "Router X200" is known by its whole name and by the word with the number; the
    other words of its name ("router") are what people call it where it is the thread's own product.
    """
    kept = db.session().info.setdefault("product_names", {})
    if "all" not in kept:
        kept["all"] = tuple((what, ident, name) for what, ident, name in db.session.execute(_NAMES))
    brand = brand_name()
    names, nouns, versions = _sorted_out(kept["all"], brand.casefold())
    return ProductNames(names=names, generic_nouns=nouns.get(product_id or 0, ()), versions=versions, brand=brand)


@lru_cache(maxsize=4)
def _sorted_out(
    rows: tuple[tuple[str, int, str], ...], brand: str
) -> tuple[tuple[str, ...], dict[int, tuple[str, ...]], tuple[str, ...]]:
    """Kept from one text to the next: the catalogue hardly changes, and what is read of it is compared as a whole."""
    names: list[str] = []
    nouns: dict[int, tuple[str, ...]] = {}
    for product_id, name in (row[1:] for row in rows if row[0] == PRODUCT):
        words = name.split()
        marked = [word for word in words if any(letter.isdigit() for letter in word) and not word.isdigit()]
        names += [name, *marked]
        nouns[product_id] = tuple(word for word in words if word.isalpha() and word.casefold() != brand)
    names += [name for what, _id, name in rows if what == LOT]
    versions = {
        word.lstrip("vV") for what, _id, name in rows if what == VERSION for word in name.split() if _NUMBER.match(word)
    }
    return tuple(dict.fromkeys(names)), nouns, tuple(sorted(versions))
