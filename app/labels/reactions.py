"""What a changed label or standing means for search: the thread is read again."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.labels.events import LabelEvent
from app.labels.passages import kind_of_thread
from app.posts.events import PostEvent
from app.search.marking import mark


@reacts_to(*LabelEvent, *PostEvent, at_once=True)
def mark_the_thread(event: Event) -> None:
    """Marked together with the change, so that none is lost; read and indexed by the worker."""
    kind = kind_of_thread(event.thread_id) if event.thread_id else None
    if kind is not None and event.thread_id:
        mark(kind.value, event.thread_id)
