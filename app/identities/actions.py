"""Somebody looks at who somebody is. What they say is kept and told to that person before anything is shown."""

from app.accounts.models import User
from app.activity.log import record
from app.decisions.models import Report
from app.decisions.queries import subject_of
from app.extensions import db
from app.identities.events import IdentityEvent
from app.identities.models import LASTS, REASON_MAX, IdentityLook
from app.identities.permissions import can_see_address, can_see_reporter
from app.identities.queries import sender_of
from app.kit.clock import now
from app.kit.errors import Invalid, Unseen
from app.kit.texts import N_
from app.kit.verdicts import require


def look_at_address(actor: User, person: User, *, reason: str) -> IdentityLook:
    require(can_see_address(actor, person))
    return _look(actor, person, None, reason)


def look_at_reporter(actor: User, report: Report, *, reason: str) -> IdentityLook:
    person = sender_of(report)
    require(can_see_reporter(actor, person, subject_of(report)))
    if person is None:
        raise Unseen
    return _look(actor, person, report, reason)


def _look(actor: User, person: User, report: Report | None, reason: str) -> IdentityLook:
    reason = reason.strip()
    if not reason:
        raise Invalid(N_("Say why."), field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="reason", max=REASON_MAX)
    moment = now()
    look = IdentityLook(person_id=person.id, by_id=actor.id, reason=reason, at=moment, until_at=moment + LASTS)
    look.report_id = report.id if report is not None else None
    db.session.add(look)
    db.session.flush()
    record(actor, IdentityEvent.LOOKED_AT, look)
    return look
