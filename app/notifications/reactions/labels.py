"""A label changed: the author is told first, then whoever asked or follows and may have relied on the words."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.extensions import db
from app.labels.events import LabelEvent
from app.labels.models import LabelRow
from app.notifications.addressees import followers, open_thread
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.posts.addresses import address_of
from app.posts.kinds import PostKind
from app.posts.models import Post

YOURS = {
    LabelEvent.MADE_OFFICIAL: Kind.OFFICIAL_YOURS,
    LabelEvent.VERIFIED: Kind.VERIFIED_YOURS,
    LabelEvent.MARKED_UNOFFICIAL: Kind.UNOFFICIAL_YOURS,
    LabelEvent.DISPUTED: Kind.DISPUTED_YOURS,
    LabelEvent.CORRECTED: Kind.CORRECTED_YOURS,
    LabelEvent.LIFTED: Kind.LIFTED_YOURS,
}
READ = {
    LabelEvent.MADE_OFFICIAL: Kind.OFFICIAL_FOLLOWED,
    LabelEvent.MARKED_UNOFFICIAL: Kind.UNOFFICIAL_FOLLOWED,
    LabelEvent.DISPUTED: Kind.DISPUTED_FOLLOWED,
    LabelEvent.CORRECTED: Kind.CORRECTED_FOLLOWED,
}
OF_ANSWERS = frozenset({LabelEvent.MADE_OFFICIAL, LabelEvent.VERIFIED})
"""An article gets these with its publication, which is told by itself."""


@reacts_to(*YOURS)
def label_changed(event: Event) -> None:
    post, kind = db.session.get(Post, event.subject_id), LabelEvent(event.kind)
    if post is None or not post.is_visible or (post.kind is not PostKind.ANSWER and kind in OF_ANSWERS):
        return
    question = open_thread(event.thread_id)
    if question is None and post.kind is not PostKind.ARTICLE:
        return
    others = [question.author_id, *followers(question)] if question is not None and _concerns_all(kind, post) else []
    groups = ([post.author_id], YOURS[kind]), (others, READ.get(kind, YOURS[kind]))
    tell(event, *groups, url=address_of(post), post_id=post.id)


def _concerns_all(kind: LabelEvent, post: Post) -> bool:
    """What only detection has marked so far is between the author and the moderators."""
    if kind not in READ:
        return False
    row = db.session.get(LabelRow, post.id)
    return row is None or not row.provisional
