"""What may be chosen from when something is asked or looked for."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.catalogue.models import Category, Lot, Product, Tag
from app.extensions import db

_OPEN = select(Category).where(Category.closed_at.is_(None)).order_by(Category.place, Category.name, Category.id)
_OFFERED = select(Product).where(Product.retired_at.is_(None)).order_by(Product.place, Product.name, Product.id)
"""Made once: each list of questions asks for both, and making them takes as long as running them."""


def open_categories() -> Sequence[Category]:
    return db.session.scalars(_OPEN).all()


def offered_products(*, with_versions: bool = False, limit: int | None = None) -> Sequence[Product]:
    """The products that are still asked about, in their own order."""
    query = _OFFERED.options(selectinload(Product.versions)) if with_versions else _OFFERED
    return db.session.scalars(query if limit is None else query.limit(limit)).all()


def product_named(slug: str) -> Product | None:
    query = select(Product).where(Product.slug == slug).options(selectinload(Product.versions))
    return db.session.scalar(query)


def category_named(slug: str) -> Category | None:
    return db.session.scalar(select(Category).where(Category.slug == slug))


def tag_named(slug: str) -> Tag | None:
    return db.session.scalar(select(Tag).where(Tag.slug == slug))


def tags_named(slugs: Collection[str]) -> Sequence[Tag]:
    return db.session.scalars(select(Tag).where(Tag.slug.in_(slugs)).order_by(Tag.slug)).all() if slugs else []


def all_categories() -> Sequence[Category]:
    """Closed ones too, those last."""
    query = select(Category).order_by(Category.closed_at.is_not(None), Category.place, Category.name, Category.id)
    return db.session.scalars(query).all()


def all_products() -> Sequence[Product]:
    """With their versions; retired ones last."""
    query = select(Product).order_by(Product.retired_at.is_not(None), Product.place, Product.name, Product.id)
    return db.session.scalars(query.options(selectinload(Product.versions))).all()


def product_by_id(product_id: int) -> Product | None:
    return db.session.scalar(select(Product).where(Product.id == product_id).options(selectinload(Product.versions)))


def lots_of(product: Product) -> Sequence[Lot]:
    return db.session.scalars(select(Lot).where(Lot.product_id == product.id).order_by(Lot.name)).all()


def all_tags() -> Sequence[Tag]:
    return db.session.scalars(select(Tag).order_by(Tag.slug)).all()
