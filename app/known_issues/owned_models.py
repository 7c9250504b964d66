"""What a member has, as they say themselves, and what they were told of because of it. For nobody else to see."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.models import Product, ProductVersion
from app.extensions import Model
from app.kit.clock import now

LOT_MAX = 60


class OwnedProduct(Model):
    """A product that a member has; its version and lot as far as they know them."""

    __tablename__ = "owned_products"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("product_versions.id"))
    lot: Mapped[str] = mapped_column(String(LOT_MAX), default="")
    at: Mapped[datetime] = mapped_column(default=now)

    product: Mapped[Product] = relationship(lazy="raise_on_sql")
    version: Mapped[ProductVersion | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        Index("ix_owned_products_user", "user_id", "id"),
        Index("ix_owned_products_product", "product_id", "version_id"),
    )


class OwnerTold(Model):
    """An owner who was told of an issue before they asked, so that they are told once."""

    __tablename__ = "known_issue_owners_told"
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
