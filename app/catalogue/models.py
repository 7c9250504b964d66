"""The brand, categories, products with versions, tags."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice

DEFAULT_WINDOW_MINUTES = 480
ANSWER_COSTS = 100
"""Hours of waiting that a staff answer is worth, unless an administrator says otherwise."""


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


class WindowLearning(Model):
    """A category's window follows what was learned of it: who switched that on, when, and what a staff answer costs,
    in hours of waiting."""

    __tablename__ = "window_learning"
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    since: Mapped[datetime] = mapped_column(default=now)
    answer_costs: Mapped[int] = mapped_column(default=ANSWER_COSTS)

    __table_args__ = (CheckConstraint("answer_costs BETWEEN 1 AND 1000", name="price_range"),)


class LearnedWindow(Model):
    """What was learned of a category, and of each of its topics: written every night, with what it was counted from.
    `chance_per_mille` is that members solve such a question within a day.

    The row without a topic is of all its questions. The decision is made far above (`escalation.window`) and written
    down here, because a question needs it when it is asked.
    """

    __tablename__ = "learned_windows"
    id: Mapped[int] = mapped_column(primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    tag_id: Mapped[int | None] = mapped_column(ForeignKey("tags.id"))
    minutes: Mapped[int]
    least_minutes: Mapped[int]
    most_minutes: Mapped[int]
    chance_per_mille: Mapped[int]
    questions: Mapped[int]
    accepted: Mapped[int]
    rates: Mapped[list[float]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(default=now)

    tag: Mapped["Tag | None"] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("minutes BETWEEN 30 AND 1440", name="window_clamp"),
        CheckConstraint("least_minutes <= most_minutes", name="interval_order"),
        CheckConstraint("chance_per_mille BETWEEN 0 AND 1000", name="chance_range"),
        UniqueConstraint("category_id", "tag_id"),
    )


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
