"""Being away: from when to when. What an absent agent has stays theirs until its customer writes."""

from datetime import datetime, timedelta

from app.accounts.models import User
from app.accounts.queries import actor as with_rights
from app.activity.log import record
from app.cases.desk.models import Absence
from app.cases.desk.presence import coming_absences
from app.cases.events import CaseEvent
from app.cases.permissions import can_set_absence
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

LONGEST = timedelta(days=366)


def set_absence(actor: User, agent: User, *, from_at: datetime, until_at: datetime) -> Absence:
    require(can_set_absence(actor, agent))
    if until_at <= from_at:
        raise Invalid(N_("The end comes before the beginning."), field="until")
    if until_at <= now():
        raise Invalid(N_("This is over already."), field="until")
    if until_at - from_at > LONGEST:
        raise Invalid(N_("At most a year at a time."), field="until")
    if any(other.from_at < until_at and from_at < other.until_at for other in coming_absences(agent.id)):
        raise Invalid(N_("This overlaps an absence that is known already. End that one first."), field="from_day")
    absence = Absence(user_id=agent.id, from_at=from_at, until_at=until_at, by_id=actor.id, at=now())
    db.session.add(absence)
    record(actor, CaseEvent.ABSENCE_CHANGED, absence, how="set")
    return absence


def end_absence(actor: User, absence: Absence) -> None:
    """Back at the desk, or not going after all."""
    require(can_set_absence(actor, with_rights(absence.user_id)))
    if absence.ended_at is not None or absence.until_at <= now():
        raise IllegalMove(N_("This absence is over already."))
    absence.ended_at = now()
    record(actor, CaseEvent.ABSENCE_CHANGED, absence, how="ended")
