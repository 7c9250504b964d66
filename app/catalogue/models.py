"""The brand, categories, products with versions, tags."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice

DEFAULT_WINDOW_MINUTES = 480


class Brand(Model):
    """The brand that runs this community: one row."""

    __tablename__ = "brand"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    line: Mapped[str] = mapped_column(String(160), default="")
    colour: Mapped[str] = mapped_column(String(7), default="#1d4ed8")
    logo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    logo_type: Mapped[str | None] = mapped_column(String(20))
    logo_digest: Mapped[str | None] = mapped_column(String(20))
    support_name: Mapped[str] = mapped_column(String(60), default="")
    opened_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("(logo IS NULL) = (logo_type IS NULL)", name="logo_has_type"),
        CheckConstraint("(logo IS NULL) = (logo_digest IS NULL)", name="logo_has_digest"),
    )


class PageKey(StrEnum):
    """The texts about the community that the brand writes itself."""

    TERMS = "terms"
    PRIVACY = "privacy"


class Page(Model):
    """The brand's own text of such a page, in one language."""

    __tablename__ = "pages"
    key: Mapped[PageKey] = mapped_column(choice(PageKey, "page_key"), primary_key=True)
    language: Mapped[str] = mapped_column(String(10), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (CheckConstraint("length(source) <= 30000", name="source_length"),)


class Category(Model):
    """A part of the community, with its own peer window."""

    __tablename__ = "categories"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[int] = mapped_column(default=0)
    window_minutes: Mapped[int] = mapped_column(default=DEFAULT_WINDOW_MINUTES)
    closed_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("window_minutes BETWEEN 30 AND 1440", name="window_clamp"),)


class Product(Model):
    """Something the brand sells, or serves."""

    __tablename__ = "products"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]

    versions: Mapped[list["ProductVersion"]] = relationship(
        back_populates="product", order_by="ProductVersion.place", lazy="raise_on_sql", cascade="all, delete-orphan"
    )


class ProductVersion(Model):
    """A model year, a firmware, a release; the newest has the highest place."""

    __tablename__ = "product_versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    place: Mapped[int] = mapped_column(Integer, default=0)
    released_at: Mapped[datetime] = mapped_column(default=now)

    product: Mapped[Product] = relationship(back_populates="versions", lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("product_id", "name"),)


class Lot(Model):
    """A production lot of a product, as claims name it."""

    __tablename__ = "lots"
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))

    __table_args__ = (UniqueConstraint("product_id", "name"),)


class Tag(Model):
    """A topic: what experts know and what readers follow."""

    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    about: Mapped[str] = mapped_column(String(200), default="")
