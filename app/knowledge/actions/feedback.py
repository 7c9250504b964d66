"""Did this help? Once a person, and they may change their mind."""

from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.knowledge.events import ArticleEvent
from app.knowledge.models import Article, ArticleFeedback
from app.knowledge.permissions import can_say_whether_it_helped

WHY_MAX = 500


def say_whether_it_helped(actor: User, article: Article, *, helped: bool, why: str = "") -> ArticleFeedback:
    """Editors read the why; readers see only how many it helped."""
    require(can_say_whether_it_helped(actor, article))
    why = "" if helped else why.strip()
    if len(why) > WHY_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="why", max=WHY_MAX)
    said = db.session.get(ArticleFeedback, (article.id, actor.id))
    if said is not None and (said.helped, said.why) == (helped, why):
        return said
    if said is None:
        said = ArticleFeedback(article_id=article.id, user_id=actor.id)
        db.session.add(said)
    said.helped, said.why, said.at = helped, why, now()
    kind = ArticleEvent.HELPED if helped else ArticleEvent.DID_NOT_HELP
    record(actor, kind, article, thread_id=article.id, lists=False)
    return said
