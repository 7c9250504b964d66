"""Articles made of somebody's words, and what people had not found."""

from app.activity.models import Event
from app.activity.owing import owe
from app.activity.registry import reacts_to
from app.extensions import db
from app.knowledge.events import ArticleEvent, GapEvent
from app.knowledge.gap_queries import reporters_to_tell
from app.knowledge.models import Article, ContentGap
from app.knowledge.queries import credited
from app.notifications.jobs import mail_letter
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.posts.addresses import address_of


@reacts_to(ArticleEvent.PUBLISHED)
def published(event: Event) -> None:
    article = db.session.get(Article, event.subject_id)
    if article is not None and article.is_visible and event.data.get("first"):
        people = [person.id for person in credited(article)]
        tell(event, (people, Kind.ARTICLE_CREDITED), url=address_of(article), post_id=article.id)


@reacts_to(GapEvent.CLOSED)
def gap_closed(event: Event) -> None:
    """Everybody who reported it: members in the app and by mail, guests at the address they left.

    Of several that were closed together, whoever reported more than one is told of the first.
    """
    gap = db.session.get_one(ContentGap, event.subject_id)
    article = db.session.get(Article, gap.article_id) if gap.article_id else None
    everybody = reporters_to_tell(event.data.get("together") or [gap.id])
    reporters = [reporter for reporter in everybody if reporter.gap_id == gap.id]
    tell(
        event,
        ([reporter.user_id for reporter in reporters], Kind.GAP_CLOSED),
        url=address_of(article) if article is not None else "/search",
        post_id=gap.article_id,
        gap=gap.id,
    )
    for reporter in reporters:
        if reporter.user_id is None:
            owe(mail_letter, unique=f"gap:{reporter.id}", event_id=event.id, what="gap_closed", to=reporter.id)


@reacts_to(GapEvent.ASSIGNED)
def gap_assigned(event: Event) -> None:
    """Who is to answer it, once for all that was given together; not who takes it."""
    if event.subject_id == min(event.data["together"]):
        tell(event, ([event.data["to"]], Kind.GAP_ASSIGNED), url=f"/gaps/{event.subject_id}", once_unread=True)
