"""Questions and articles that met."""

from app.activity.log import Acting, record
from app.activity.versions import thread_key, touch
from app.extensions import db
from app.knowledge.events import ArticleEvent
from app.knowledge.models import ArticleLink
from app.knowledge.queries import article_by_id
from app.knowledge.states import LinkKind


def link(actor: Acting, *, question_id: int, article_id: int, kind: LinkKind) -> bool:
    """Records that they met, once for each way of meeting. False when it was known, or there is no such article.

    Pages change on both sides; a draft is on no page.
    """
    article = article_by_id(article_id)
    if article is None or db.session.get(ArticleLink, (question_id, article_id, kind)) is not None:
        return False
    db.session.add(ArticleLink(question_id=question_id, article_id=article_id, kind=kind))
    if article.published_revision is not None:
        touch(db.session(), thread_key(question_id), thread_key(article_id))
    record(actor, ArticleEvent.LINKED, article, question=question_id, how=kind.value, lists=False)
    return True
