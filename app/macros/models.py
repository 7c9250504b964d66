"""Macros, their versions, and what they were used for."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now


class Macro(Model):
    """A prepared text. With an owner it is personal; without, the team's."""

    __tablename__ = "macros"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(10), default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    retired_at: Mapped[datetime | None]

    versions: Mapped[list["MacroVersion"]] = relationship(
        back_populates="macro", lazy="raise_on_sql", order_by="MacroVersion.number"
    )


class MacroVersion(Model):
    """The text of a macro from a moment on. Never changed later."""

    __tablename__ = "macro_versions"
    id: Mapped[int] = mapped_column(primary_key=True)
    macro_id: Mapped[int] = mapped_column(ForeignKey("macros.id"), index=True)
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    macro: Mapped[Macro] = relationship(back_populates="versions", lazy="raise_on_sql")
    by: Mapped[User] = relationship(lazy="raise_on_sql")
    __table_args__ = (
        UniqueConstraint("macro_id", "number"),
        CheckConstraint("length(body) <= 10000", name="body_length"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
    )


class MacroUse(Model):
    """Which version went into a private reply or a public answer."""

    __tablename__ = "macro_uses"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("macro_versions.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("case_messages.id"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (CheckConstraint("(message_id IS NULL) <> (post_id IS NULL)", name="in_one_text"),)
