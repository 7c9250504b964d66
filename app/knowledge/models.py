"""Article (a post), its publications, links, feedback, and content gaps."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.catalogue.models import Product
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.knowledge.states import ArticleState, GapKind, GapState, LinkKind
from app.posts.kinds import PostKind
from app.posts.models import Post


class Article(Post):
    """A text that outlives its question: drafted from an accepted answer, reviewed by another person, kept fresh."""

    __tablename__ = "articles"
    id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    state: Mapped[ArticleState] = mapped_column(choice(ArticleState, "state"), default=ArticleState.DRAFT)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    versions: Mapped[str] = mapped_column(String(200), default="")
    from_answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"), index=True)
    half_life_days: Mapped[int] = mapped_column(default=180)
    checked_at: Mapped[datetime | None]
    published_revision: Mapped[int | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    product: Mapped[Product | None] = relationship(lazy="raise_on_sql")
    publications: Mapped[list["Publication"]] = relationship(lazy="raise_on_sql", order_by="Publication.id")

    __mapper_args__ = {"polymorphic_identity": PostKind.ARTICLE, "inherit_condition": id == Post.id}
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('published', 'needs_check') OR published_revision IS NOT NULL", name="published"
        ),
        Index("ix_articles_state", "state", "id"),
    )


class Publication(Model):
    """A revision that was published: who wrote it, who else reviewed it, and why it was published."""

    __tablename__ = "publications"
    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    revision: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
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
    """Something people looked for and did not find; each has an owner's answer coming and an address to tell."""

    __tablename__ = "content_gaps"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[GapKind] = mapped_column(choice(GapKind, "kind"))
    words: Mapped[str] = mapped_column(String(200))
    normal: Mapped[str] = mapped_column(String(200), index=True)
    text: Mapped[str] = mapped_column(Text, default="")
    page: Mapped[str] = mapped_column(String(300), default="")
    language: Mapped[str] = mapped_column(String(10), default="en")
    times: Mapped[int] = mapped_column(default=1)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    email: Mapped[str] = mapped_column(String(254), default="")
    state: Mapped[GapState] = mapped_column(choice(GapState, "state"), default=GapState.OPEN)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))
    answer: Mapped[str] = mapped_column(String(500), default="")
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    closed_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=now)
    last_at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (
        CheckConstraint("length(text) <= 2000", name="text_length"),
        CheckConstraint("state = 'open' OR article_id IS NOT NULL OR answer <> ''", name="closed_with_answer"),
        Index("ix_content_gaps_state", "state", "last_at", "id"),
    )
