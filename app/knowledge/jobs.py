"""What the clock finds: articles that have grown stale. What an answer leads to: the articles it names."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.registry import job
from app.catalogue.models import ProductVersion
from app.extensions import db
from app.kit.clock import now
from app.knowledge.actions.keeping import ask_for_check, expire
from app.knowledge.actions.linking import link
from app.knowledge.article_links import linked_articles
from app.knowledge.freshness import freshness, is_expired, needs_check
from app.knowledge.models import Article
from app.knowledge.queries import WHOLE, article_by_id
from app.knowledge.scopes import names_version
from app.knowledge.states import READ, ArticleState, CheckReason, LinkKind
from app.posts.addresses import slug_of
from app.questions.models import Answer


@job
def check_freshness() -> None:
    """Published articles whose freshness fell below one half need a check; below a quarter they are no answer any more."""
    moment = now()
    query = select(Article).where(
        Article.state.in_(READ), Article.expired_at.is_(None), Article.checked_at.is_not(None)
    )
    due = query.options(*WHOLE)
    for article in db.session.scalars(due).all():
        newer = _newer_version(article)
        checked = article.checked_at or moment
        fresh = freshness((moment - checked) / timedelta(days=1), article.half_life_days, newer_version=newer)
        if not needs_check(fresh):
            continue
        if article.state is ArticleState.PUBLISHED:
            ask_for_check(SYSTEM, article, reason=CheckReason.VERSION if newer else CheckReason.AGE)
        if is_expired(fresh):
            expire(SYSTEM, article)


def _newer_version(article: Article) -> bool:
    """A version came out after the last check and the scope does not name it. Earlier ones the checker knew."""
    if article.product_id is None:
        return False
    query = select(ProductVersion.name).where(
        ProductVersion.product_id == article.product_id,
        ProductVersion.released_at > article.checked_at,
        ProductVersion.released_at <= now(),
    )
    return any(not names_version(article.versions, name) for name in db.session.scalars(query))


@job
def note_articles_in_an_answer(answer_id: int) -> None:
    """A link to an article inside an answer: the question was answered with it."""
    answer = db.session.get_one(Answer, answer_id)
    for article_id, slug in linked_articles(answer.html).items():
        article = article_by_id(article_id)
        if article is None or article.published_revision is None:
            continue
        if slug is None or slug == slug_of(article.title or ""):
            link(SYSTEM, question_id=answer.question_id, article_id=article_id, kind=LinkKind.ANSWERED_WITH)
