"""What is written is looked at in the transaction that publishes it: a claim is never shown without its mark."""

from sqlalchemy import select

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.claims.actions import look_for_claims
from app.claims.models import Flag, FlagState
from app.extensions import db
from app.kit.clock import now
from app.labels.events import LabelEvent
from app.labels.models import SentenceMark
from app.posts.events import PostEvent
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.queries import thread_of


@reacts_to(
    QuestionEvent.ASKED,
    QuestionEvent.ANSWERED,
    QuestionEvent.COMMENTED,
    QuestionEvent.EDITED,
    PostEvent.RESTORED,
    at_once=True,
)
def look_at_what_was_written(event: Event) -> None:
    post = db.session.get_one(Post, event.subject_id)
    question = thread_of(post)
    if question is None or question.archived_at is None:
        look_for_claims(post, product_id=question.product_id if question else None)


@reacts_to(LabelEvent.LIFTED, at_once=True)
def lifted(event: Event) -> None:
    """Somebody lifted the label on the post itself: the flags whose marks went with it need no decision any more."""
    query = select(Flag).join(SentenceMark, SentenceMark.id == Flag.mark_id)
    query = query.where(Flag.post_id == event.subject_id, SentenceMark.cleared_at.is_not(None))
    query = query.where(Flag.state.in_((FlagState.WAITING, FlagState.CONFIRMED, FlagState.DISPUTED)))
    for flag in db.session.scalars(query):
        flag.state, flag.decided_by_id, flag.decided_at = FlagState.CLEARED, event.actor_id, now()


@reacts_to(PostEvent.PERSONAL_DATA_REMOVED, at_once=True)
def forget_the_words(event: Event) -> None:
    """What was cut from the post is cut from the copies of its sentences here too."""
    query = select(Flag, SentenceMark).join(SentenceMark, SentenceMark.id == Flag.mark_id)
    for flag, mark in db.session.execute(query.where(Flag.post_id == event.subject_id)):
        if flag.sentence != mark.sentence:
            flag.sentence, flag.hits = mark.sentence, [{**hit, "words": []} for hit in flag.hits]
