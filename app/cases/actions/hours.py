"""Changing the business hours: a new version each time, from now on."""

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.cases.events import CaseEvent
from app.cases.hours import BusinessHours
from app.cases.models import Calendar
from app.cases.permissions import can_change_hours
from app.extensions import db
from app.kit.clock import now
from app.kit.verdicts import require


def change_hours(actor: User, *, hours: BusinessHours) -> Calendar:
    """Promises made before keep their times; every promise from now on counts by these hours."""
    require(can_change_hours(actor))
    calendar = Calendar(by_id=actor.id, at=now(), hours=hours.to_dict())
    db.session.add(calendar)
    db.session().info.pop("calendar", None)
    touch(db.session(), SITE)
    record(actor, CaseEvent.HOURS_CHANGED, calendar)
    return calendar
