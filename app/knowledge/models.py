"""Article (a post), the text being worked on, its publications, links, feedback, and content gaps.

The post's own text is always what readers see (or, before the first publication, what was first drafted). A text that
is still to be reviewed waits in `article_drafts`, so nothing unreviewed can reach a page, the index or a feed.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.catalogue.models import Product, Tag
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.knowledge.states import ArticleState, CheckReason, GapKind, GapState, LinkKind, Stage
from app.posts.kinds import PostKind
from app.posts.models import BODY_MAX, TITLE_MAX, Post


class Article(Post):
    """A text that outlives its question: drafted from an accepted answer, reviewed by another person, kept fresh."""

    __tablename__ = "articles"
    id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    state: Mapped[ArticleState] = mapped_column(choice(ArticleState, "state"), default=ArticleState.DRAFT)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    versions: Mapped[str] = mapped_column(String(200), default="")
    from_answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"), index=True)
    half_life_days: Mapped[int] = mapped_column(default=180)
    published_revision: Mapped[int | None]
    published_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    check_reason: Mapped[CheckReason | None] = mapped_column(choice(CheckReason, "check_reason"))
    check_note: Mapped[str] = mapped_column(String(500), default="")
    check_since: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]

    product: Mapped[Product | None] = relationship(lazy="raise_on_sql")
    tags: Mapped[list[Tag]] = relationship(secondary="article_tags", lazy="raise_on_sql", order_by=Tag.slug)
    draft: Mapped["ArticleDraft | None"] = relationship(
        lazy="raise_on_sql", back_populates="article", cascade="all, delete-orphan"
    )
    publications: Mapped[list["Publication"]] = relationship(lazy="raise_on_sql", order_by="Publication.id")

    __mapper_args__ = {"polymorphic_identity": PostKind.ARTICLE, "inherit_condition": id == Post.id}
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('published', 'needs_check') OR published_revision IS NOT NULL", name="published"
        ),
        CheckConstraint("(state = 'needs_check') = (check_reason IS NOT NULL)", name="check_has_reason"),
        CheckConstraint("(published_revision IS NULL) = (published_at IS NULL)", name="published_has_time"),
        Index("ix_articles_state", "state", "id"),
        Index("ix_articles_published", "published_at", "id"),
        Index("ix_articles_product_published", "product_id", "published_at", "id"),
    )


class ArticleDraft(Model):
    """The text that is being written or reviewed. Gone once it is published; its writers can never be its reviewer."""

    __tablename__ = "article_drafts"
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    title: Mapped[str] = mapped_column(String(TITLE_MAX))
    source: Mapped[str] = mapped_column(Text)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    versions: Mapped[str] = mapped_column(String(200), default="")
    half_life_days: Mapped[int] = mapped_column(default=180)
    reason: Mapped[str] = mapped_column(String(200), default="")
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"), default=Stage.WRITING)
    returned_note: Mapped[str] = mapped_column(String(500), default="")
    writer_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    edits: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    article: Mapped[Article] = relationship(lazy="raise_on_sql", back_populates="draft")
    product: Mapped[Product | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"length(source) <= {BODY_MAX}", name="source_length"),
        CheckConstraint("(stage = 'in_review') = (submitted_at IS NOT NULL)", name="submitted_has_time"),
    )


class ArticleTag(Model):
    __tablename__ = "article_tags"
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True, index=True)


class Publication(Model):
    """A revision that was published: who wrote it, who else reviewed it, and why it was published."""

    __tablename__ = "publications"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    revision: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    scope: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(default=now)

    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=author_id)
    reviewer: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=reviewer_id)

    __table_args__ = (
        UniqueConstraint("article_id", "revision"),
        CheckConstraint("author_id <> reviewer_id", name="another_person"),
    )


class Credit(Model):
    """A member whose words an article is made of."""

    __tablename__ = "credits"
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class ArticleLink(Model):
    """A question and an article that met."""

    __tablename__ = "article_links"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True, index=True)
    kind: Mapped[LinkKind] = mapped_column(choice(LinkKind, "kind"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class ArticleFeedback(Model):
    """Whether an article helped somebody, and if not, why."""

    __tablename__ = "article_feedback"
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    helped: Mapped[bool]
    why: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(default=now)


class ContentGap(Model):
    """Something people looked for and did not find; open until an article or a reasoned no answers it."""

    __tablename__ = "content_gaps"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[GapKind] = mapped_column(choice(GapKind, "kind"))
    words: Mapped[str] = mapped_column(String(200))
    normal: Mapped[str] = mapped_column(String(200), index=True)
    language: Mapped[str] = mapped_column(String(10), default="en")
    times: Mapped[int] = mapped_column(default=1)
    state: Mapped[GapState] = mapped_column(choice(GapState, "state"), default=GapState.OPEN)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))
    answer: Mapped[str] = mapped_column(String(500), default="")
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    closed_at: Mapped[datetime | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    last_at: Mapped[datetime] = mapped_column(default=now)

    reporters: Mapped[list["GapReporter"]] = relationship(lazy="raise_on_sql", order_by="GapReporter.id")

    __table_args__ = (
        CheckConstraint("state = 'open' OR article_id IS NOT NULL OR answer <> ''", name="closed_with_answer"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_time"),
        Index("ix_content_gaps_state", "state", "last_at", "id"),
        Index(
            "uq_content_gaps_open",
            "kind",
            "normal",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )


class GapReporter(Model):
    """Somebody who reported a gap, in their own words, with the address to tell them at; neither is ever public."""

    __tablename__ = "gap_reporters"
    id: Mapped[int] = mapped_column(primary_key=True)
    gap_id: Mapped[int] = mapped_column(ForeignKey("content_gaps.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(10), default="en")
    text: Mapped[str] = mapped_column(Text, default="")
    page: Mapped[str] = mapped_column(String(300), default="")
    at: Mapped[datetime] = mapped_column(default=now)

    user: Mapped[User | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("gap_id", "user_id"),
        CheckConstraint("length(text) <= 2000", name="text_length"),
    )
