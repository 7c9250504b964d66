"""A reply whose reviewer did not come in time: the leads hear of it once, since a promise runs on."""

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.cases.coaching.models import Looked, WaitingReply
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.extensions import db
from app.kit.clock import now


def note_late_reply(waiting: WaitingReply) -> None:
    if waiting.state is Looked.WAITING and waiting.late_at is None:
        waiting.late_at = now()
        record(SYSTEM, CaseEvent.REPLY_LATE, db.session.get_one(Case, waiting.case_id), reply=waiting.id)
