"""Post (one table, joined by its kinds), its revisions, and where an imported one came from."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.accounts.roles import PostingRole
from app.extensions import Model
from app.kit.clock import now
from app.kit.markup import SourceFormat
from app.kit.model import choice
from app.posts.kinds import PostKind, Standing, Voice

TITLE_MAX = 150
BODY_MAX = 30_000
IMPORT_MAX = 512 * 1024
PATH_MAX = 300


class Post(Model):
    """A question, answer, comment or article: its text, its author, and the voice and role it was written in."""

    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PostKind] = mapped_column(choice(PostKind, "kind"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    title: Mapped[str | None] = mapped_column(String(TITLE_MAX))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    voice: Mapped[Voice] = mapped_column(choice(Voice, "voice"), default=Voice.COMMUNITY)
    author_role: Mapped[PostingRole] = mapped_column(choice(PostingRole, "author_role"), default=PostingRole.MEMBER)
    standing: Mapped[Standing] = mapped_column(choice(Standing, "standing"), default=Standing.VISIBLE)
    language: Mapped[str] = mapped_column(String(10), default="en")
    source: Mapped[str] = mapped_column(Text)
    source_format: Mapped[SourceFormat] = mapped_column(
        choice(SourceFormat, "source_format"), default=SourceFormat.MARKDOWN
    )
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    renderer_version: Mapped[int] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    votes: Mapped[int] = mapped_column(default=0)
    imported_score: Mapped[int] = mapped_column(default=0)
    accepted_at: Mapped[datetime | None]
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("origins.id"), index=True)

    author: Mapped[User] = relationship(lazy="raise_on_sql")
    origin: Mapped["Origin | None"] = relationship(lazy="raise_on_sql")
    revisions: Mapped[list["Revision"]] = relationship(
        back_populates="post", order_by="Revision.number", lazy="raise_on_sql"
    )

    __mapper_args__ = {"polymorphic_on": "kind"}
    __table_args__: tuple[Any, ...] = (
        Index("ix_posts_thread", "thread_id", "id"),
        Index("ix_posts_author", "author_id", "id"),
        Index("ix_posts_kind_created", "kind", "created_at", "id"),
        CheckConstraint(f"length(source) <= {IMPORT_MAX}", name="source_length"),
        CheckConstraint("(kind IN ('question','article')) = (title IS NOT NULL)", name="title_of_thread"),
        CheckConstraint(
            "voice = 'community' OR author_role IN ('agent', 'lead', 'moderator', 'administrator')",
            name="company_voice_is_staff",
        ),
    )

    @property
    def is_visible(self) -> bool:
        return self.standing is Standing.VISIBLE

    @property
    def score(self) -> int:
        return self.votes + self.imported_score


class Revision(Model):
    """A text as it stood: written with every publication and edit, never changed. Number 1 is the first text."""

    __tablename__ = "revisions"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    number: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(TITLE_MAX))
    source: Mapped[str] = mapped_column(Text)
    source_format: Mapped[SourceFormat] = mapped_column(choice(SourceFormat, "source_format"))
    editor_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(String(200), default="")
    erased_at: Mapped[datetime | None]

    post: Mapped[Post] = relationship(back_populates="revisions", lazy="raise_on_sql")
    editor: Mapped[User] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("post_id", "number"),)

    @property
    def has_text(self) -> bool:
        """Archives of other systems may know of a version without having its text."""
        return bool(self.source)


class Origin(Model):
    """Where an imported post or user came from: source, its own id there, address, year and licence."""

    __tablename__ = "origins"
    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(80))
    foreign_id: Mapped[str] = mapped_column(String(80))
    url: Mapped[str] = mapped_column(String(500), default="")
    year: Mapped[int]
    author: Mapped[str] = mapped_column(String(120), default="")
    licence: Mapped[str] = mapped_column(String(40), default="")

    __table_args__ = (UniqueConstraint("source", "foreign_id"),)


class FormerAddress(Model):
    """Where a post was found before it came here: a path of another system, in the shape that `former.shape_of` gives it."""

    __tablename__ = "former_addresses"
    path: Mapped[str] = mapped_column(String(PATH_MAX), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
