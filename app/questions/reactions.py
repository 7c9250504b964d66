"""What is done at once when something happens in a thread."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.labels.passages import kind_of_thread
from app.questions.events import QuestionEvent
from app.search.marking import mark

NOT_SEARCHED = frozenset(
    {
        QuestionEvent.HELD,
        QuestionEvent.VOTED,
        QuestionEvent.VOTE_UNDONE,
        QuestionEvent.SAID_TOO,
        QuestionEvent.TOO_UNDONE,
        QuestionEvent.SUBSCRIBED,
        QuestionEvent.UNSUBSCRIBED,
        QuestionEvent.NEEDS_STAFF_SAID,
        QuestionEvent.ESCALATED,
        QuestionEvent.REMINDED,
        QuestionEvent.LOCKED,
        QuestionEvent.UNLOCKED,
    }
)
"""Changes nothing that can be found; a vote must not cost the writing of an index."""


@reacts_to(*set(QuestionEvent) - NOT_SEARCHED, at_once=True)
def mark_for_search(event: Event) -> None:
    """The thread is read again by the worker; comments can be on articles too."""
    kind = kind_of_thread(event.thread_id) if event.thread_id else None
    if kind is not None and event.thread_id:
        mark(kind.value, event.thread_id)
