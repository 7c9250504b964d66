"""An administrator looks into a case. What they say is kept and told to the customer before they see a word."""

from app.accounts.models import User
from app.activity.log import record
from app.cases.events import CaseEvent
from app.cases.looking.models import LASTS, REASON_MAX, CaseLook
from app.cases.models import Case
from app.cases.permissions import can_look_into
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require


def look_into(actor: User, case: Case, *, reason: str) -> CaseLook:
    require(can_look_into(actor, case))
    reason = reason.strip()
    if not reason:
        raise Invalid(N_("Say why."), field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="reason", max=REASON_MAX)
    moment = now()
    look = CaseLook(case_id=case.id, by_id=actor.id, reason=reason, at=moment, until_at=moment + LASTS)
    db.session.add(look)
    db.session.flush()
    record(actor, CaseEvent.LOOKED_INTO, case, look=look.id)
    return look
