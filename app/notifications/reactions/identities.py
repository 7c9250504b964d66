"""Whose address was looked at, or who sent a report, hears who looked, and is led to the reason."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.extensions import db
from app.identities.events import IdentityEvent
from app.identities.models import IdentityLook
from app.notifications.kinds import Kind
from app.notifications.telling import tell


@reacts_to(IdentityEvent.LOOKED_AT)
def looked_at(event: Event) -> None:
    look = db.session.get_one(IdentityLook, event.subject_id)
    kind = Kind.ADDRESS_LOOKED_AT if look.report_id is None else Kind.REPORTER_LOOKED_AT
    tell(event, ([look.person_id], kind), url="/settings/looks")
