"""Changing the business hours: a new version each time, from now on."""

from dataclasses import replace

from app.accounts.models import User
from app.activity.log import record
from app.activity.versions import SITE, touch
from app.cases.clocks.queries import policy_now
from app.cases.clocks.reach import check_reach
from app.cases.events import CaseEvent
from app.cases.hours import BusinessHours
from app.cases.models import Calendar
from app.cases.permissions import can_change_hours
from app.cases.queries import hours_now
from app.extensions import db
from app.kit.clock import now
from app.kit.verdicts import require


def change_hours(actor: User, *, hours: BusinessHours) -> Calendar:
    """What was promised before stays as it was said; every clock that starts from now on counts by these hours."""
    require(can_change_hours(actor))
    check_reach(hours, policy_now(), now())
    hours = replace(hours, version=hours_now().version + 1)
    calendar = Calendar(by_id=actor.id, at=now(), hours=hours.to_dict())
    db.session.add(calendar)
    db.session().info.pop("calendar", None)
    touch(db.session(), SITE)
    record(actor, CaseEvent.HOURS_CHANGED, calendar)
    return calendar
