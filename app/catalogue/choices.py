"""What may be chosen from when something is asked or looked for."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.catalogue.models import Category, Product, Tag
from app.extensions import db


def open_categories() -> Sequence[Category]:
    query = select(Category).where(Category.closed_at.is_(None)).order_by(Category.place, Category.name, Category.id)
    return db.session.scalars(query).all()


def offered_products(*, with_versions: bool = False, limit: int | None = None) -> Sequence[Product]:
    """The products that are still asked about, in their own order."""
    query = select(Product).where(Product.retired_at.is_(None)).order_by(Product.place, Product.name, Product.id)
    if with_versions:
        query = query.options(selectinload(Product.versions))
    return db.session.scalars(query.limit(limit)).all()


def product_named(slug: str) -> Product | None:
    query = select(Product).where(Product.slug == slug).options(selectinload(Product.versions))
    return db.session.scalar(query)


def category_named(slug: str) -> Category | None:
    return db.session.scalar(select(Category).where(Category.slug == slug))


def tag_named(slug: str) -> Tag | None:
    return db.session.scalar(select(Tag).where(Tag.slug == slug))


def tags_named(slugs: Collection[str]) -> Sequence[Tag]:
    return db.session.scalars(select(Tag).where(Tag.slug.in_(slugs)).order_by(Tag.slug)).all() if slugs else []
