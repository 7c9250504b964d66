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
    """Whoever answered already, quicker than the mail, is not asked again."""
    found = db.session.get_one(Satisfaction, event.subject_id)
    if found.mark is None:
        tell(event, ([found.asker_id], Kind.SATISFACTION_ASKED), url=f"/satisfaction/{found.reference}")
