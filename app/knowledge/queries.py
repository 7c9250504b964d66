"""Reading articles. What a person sees starts from visible_to(actor)."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.catalogue.models import Product
from app.extensions import db
from app.kit.database import table_of
from app.kit.errors import Unseen
from app.kit.keyset import PAGE_SIZE, Page, keyset
from app.knowledge.models import Article, ArticleDraft, ArticleFeedback, ArticleLink, Credit, Publication
from app.knowledge.permissions import is_editor
from app.knowledge.states import READ, ArticleState, CheckReason, Stage
from app.labels.presenting import Presented, present
from app.posts.kinds import Standing
from app.posts.models import Post, Revision
from app.questions.beside import THREAD, read_linked
from app.questions.models import Question
from app.questions.queries import seen_by

Actor = User | Guest

WHOLE = (
    joinedload(Article.author),
    joinedload(Article.origin),
    joinedload(Article.product),
    joinedload(Article.draft),
    selectinload(Article.tags),
)
DESK_SIZE = 50


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Published ones for all, unpublished ones for editors and their author, hidden ones for moderators."""
    public = Post.standing.in_((Standing.VISIBLE, Standing.WITHDRAWN)) & Article.published_revision.is_not(None)
    if actor.is_system:
        return Post.id > 0
    allowed: list[ColumnElement[bool]] = [public]
    if is_editor(actor):
        allowed.append(Post.standing == Standing.DRAFT)
    if actor.has(Role.MODERATOR, Role.ADMINISTRATOR):
        allowed.append(Post.standing == Standing.HIDDEN)
    if not actor.is_guest:
        allowed.append(Post.author_id == actor.id)
    return or_(*allowed)


def visible_to(actor: Actor) -> Select[Article]:
    return select(Article).where(readable_by(actor)).options(*WHOLE)


def visible_article(actor: Actor, article_id: int) -> Article:
    """The article, or Unseen."""
    found = db.session.scalars(visible_to(actor).where(Article.id == article_id)).first()
    if found is None:
        raise Unseen
    return found


def article_by_id(article_id: int) -> Article | None:
    """For jobs and reactions, which act for nobody in particular."""
    return db.session.scalars(select(Article).where(Article.id == article_id).options(*WHOLE)).first()


def shown() -> ColumnElement[bool]:
    """Articles that are given as an answer: published, not hidden, not expired."""
    return Article.state.in_(READ) & (Post.standing == Standing.VISIBLE) & Article.expired_at.is_(None)


def published_page(*, product: str | None = None, after: str | None = None, size: int = PAGE_SIZE) -> Page[Article]:
    """Published articles, the latest first."""
    query = select(Article).where(shown()).options(*WHOLE)
    if product:
        query = query.join(Product, Product.id == Article.product_id).where(Product.slug == product)
    return keyset(
        query,
        (Article.published_at, Article.id),
        after=after,
        read=lambda page: list(db.session.scalars(page)),
        key=lambda article: (article.published_at, article.id),
        size=size,
    )


def products_with_articles() -> list[tuple[Product, int]]:
    """Each product that has published articles, with how many."""
    counts = (
        select(Article.product_id, func.count().label("number")).where(shown()).group_by(Article.product_id).subquery()
    )
    query = select(Product, counts.c.number).join(counts, counts.c.product_id == Product.id)
    return [(product, number) for product, number in db.session.execute(query.order_by(Product.place, Product.name))]


_link = table_of(ArticleLink).c
read_linked("articles", _link.article_id, _link.question_id == THREAD)


def articles_linked(linked: Mapping[str, Collection[int]]) -> list[Presented]:
    """The published articles among what is linked to a question, as readers see them."""
    return _published(linked["articles"])


def _published(ids: Collection[int]) -> list[Presented]:
    if not ids:
        return []
    query = select(Article).where(Article.id.in_(set(ids)), shown()).options(*WHOLE).order_by(Article.id)
    return present(db.session.scalars(query))


def questions_of(article_id: int) -> list[Presented]:
    """The public questions an article met, as readers see them; at most twenty, the latest first."""
    linked = select(ArticleLink.question_id).where(ArticleLink.article_id == article_id)
    query = select(Question).where(Question.id.in_(linked), seen_by(Guest()))
    query = query.options(joinedload(Question.author), joinedload(Question.origin)).order_by(Question.id.desc())
    return present(db.session.scalars(query.limit(20)))


def article_from(answer_id: int) -> Article | None:
    """The article that was made of an answer, if there is one that was not given up."""
    query = select(Article).where(Article.from_answer_id == answer_id, Article.state != ArticleState.ARCHIVED)
    return db.session.scalars(query.options(*WHOLE).order_by(Article.id.desc())).first()


def credited(article: Article) -> list[User]:
    query = select(User).join(Credit, Credit.user_id == User.id).where(Credit.article_id == article.id)
    return list(db.session.scalars(query.order_by(User.id)))


def publications(article: Article) -> list[Publication]:
    """Every published version, the first one first."""
    query = select(Publication).where(Publication.article_id == article.id).order_by(Publication.id)
    return list(db.session.scalars(query.options(joinedload(Publication.author), joinedload(Publication.reviewer))))


def revisions(article: Article, numbers: Iterable[int]) -> dict[int, Revision]:
    query = select(Revision).where(Revision.post_id == article.id, Revision.number.in_(list(numbers)))
    return {revision.number: revision for revision in db.session.scalars(query)}


def last_publication(article: Article) -> Publication | None:
    query = select(Publication).where(Publication.article_id == article.id).order_by(Publication.id.desc())
    return db.session.scalars(
        query.options(joinedload(Publication.author), joinedload(Publication.reviewer)).limit(1)
    ).first()


def writer_of_published(article: Article) -> int | None:
    """Who wrote the text that readers see; None if it was never published. What was published elsewhere and imported
    has no publication here, and its author wrote it."""
    publication = last_publication(article)
    if publication is not None:
        return publication.author_id
    return article.author_id if article.published_revision is not None else None


def revisions_from_elsewhere(article: Article) -> list[Revision]:
    """The versions that readers of another system saw before the article came here, the latest first. Most of them are
    without a text: archives keep the present one."""
    if article.origin is None:
        return []
    first = select(func.min(Publication.revision)).where(Publication.article_id == article.id).scalar_subquery()
    query = select(Revision).where(Revision.post_id == article.id, Revision.number < func.coalesce(first, 2**31 - 1))
    query = query.options(joinedload(Revision.editor)).order_by(Revision.number.desc())
    return list(db.session.scalars(query))


def helped_counts(article_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Article → (helped, did not help)."""
    query = (
        select(ArticleFeedback.article_id, ArticleFeedback.helped, func.count())
        .where(ArticleFeedback.article_id.in_(list(article_ids)))
        .group_by(ArticleFeedback.article_id, ArticleFeedback.helped)
    )
    counts: dict[int, tuple[int, int]] = {}
    for article_id, helped, number in db.session.execute(query):
        yes, not_ = counts.get(article_id, (0, 0))
        counts[article_id] = (number, not_) if helped else (yes, number)
    return counts


def did_not_help(article: Article) -> list[ArticleFeedback]:
    """What those wrote whom it did not help since the last check: for editors."""
    query = select(ArticleFeedback).where(
        ArticleFeedback.article_id == article.id, ArticleFeedback.helped.is_(False), ArticleFeedback.why != ""
    )
    if article.checked_at:
        query = query.where(ArticleFeedback.at > article.checked_at)
    return list(db.session.scalars(query.order_by(ArticleFeedback.at.desc()).limit(20)))


def feedback_of(actor: Actor, article: Article) -> ArticleFeedback | None:
    return None if actor.is_guest else db.session.get(ArticleFeedback, (article.id, actor.id))


def in_the_works(stage: Stage) -> list[Article]:
    """Articles with a text at this stage; in review the longest waiting first, in writing the latest touched first."""
    order = ArticleDraft.submitted_at.asc() if stage is Stage.IN_REVIEW else ArticleDraft.updated_at.desc()
    query = select(Article).join(ArticleDraft, ArticleDraft.article_id == Article.id)
    query = query.where(ArticleDraft.stage == stage, Article.state != ArticleState.ARCHIVED)
    query = query.where(Post.standing.in_((Standing.DRAFT, Standing.VISIBLE)))
    return list(db.session.scalars(query.options(*WHOLE).order_by(order).limit(DESK_SIZE)))


URGENT = (CheckReason.SOURCE, CheckReason.HAND, CheckReason.VERSION, CheckReason.RESTORED, CheckReason.AGE)


def to_check(limit: int = DESK_SIZE) -> list[Article]:
    """Articles that need a check: those made of a doubted answer first, then those somebody asked about, oldest first."""
    query = select(Article).where(Article.state == ArticleState.NEEDS_CHECK, Post.standing == Standing.VISIBLE)
    found = list(db.session.scalars(query.options(*WHOLE).order_by(Article.check_since).limit(limit)))
    return sorted(found, key=lambda article: URGENT.index(article.check_reason or CheckReason.AGE))
