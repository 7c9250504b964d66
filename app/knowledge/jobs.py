"""What the clock finds: articles that have grown stale."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.registry import job
from app.catalogue.models import ProductVersion
from app.extensions import db
from app.kit.clock import now
from app.knowledge.actions.keeping import ask_for_check, expire
from app.knowledge.freshness import freshness, is_expired, needs_check
from app.knowledge.models import Article
from app.knowledge.queries import WHOLE
from app.knowledge.scopes import names_version
from app.knowledge.states import READ, ArticleState, CheckReason


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
        fresh = freshness(
            (moment - article.checked_at) / timedelta(days=1), article.half_life_days, newer_version=newer
        )
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
