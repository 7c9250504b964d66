"""After solving, one question to the asker."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.extensions import db
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.satisfaction.events import SatisfactionEvent
from app.satisfaction.models import Satisfaction


@reacts_to(SatisfactionEvent.ASKED)
def asked(event: Event) -> None:
    """Whoever answered already, quicker than the mail, is not asked again; nor is one whose case it turned out not to be."""
    found = db.session.get(Satisfaction, event.subject_id)
    if found is not None and found.mark is None:
        group = [found.asker_id], Kind.SATISFACTION_ASKED
        tell(event, group, url=f"/satisfaction/{found.reference}", once_unread=True)
