"""A picture that was sent (its file lies in the folder of images), and the posts that use it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kit.clock import now
from app.kit.markup.pictures import SIDE_MAX
from app.kit.model import choice


class Kind(StrEnum):
    """The content types we make, by the ending of their names. Nothing is ever served as another."""

    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"


class Image(Model):
    """A picture as it was made anew. Erased: the file is gone for good, the row says that there was one.

    `private`: sent in a case. No post shows it, and it is served by its case alone.
    """

    __tablename__ = "images"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(45), unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
    erased_at: Mapped[datetime | None]
    private: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("ix_images_owner_created", "owner_id", "created_at"),
        CheckConstraint(f"width BETWEEN 1 AND {SIDE_MAX} AND height BETWEEN 1 AND {SIDE_MAX}", name="size_in_box"),
        CheckConstraint("size > 0", name="not_empty"),
    )


class ImageUse(Model):
    """A post whose text has, had, or will have the picture. `shown`: the text that readers get now has it."""

    __tablename__ = "image_uses"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    image_id: Mapped[int] = mapped_column(ForeignKey("images.id"), primary_key=True, index=True)
    shown: Mapped[bool] = mapped_column(default=True)
