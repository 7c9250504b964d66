"""An answer that is taken back or hidden does not wait any more."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases.reactions import By
from app.one_voice import asked, training  # noqa: F401  (what may stand under a label, whose words on it)
from app.one_voice.actions import forget
from app.one_voice.queries import waiting_of
from app.posts.events import PostEvent


@reacts_to(PostEvent.WITHDRAWN, PostEvent.HIDDEN, at_once=True)
def gone(event: Event) -> None:
    waiting = waiting_of(event.subject_id or 0)
    if waiting is not None:
        forget(By(event), waiting)
