"""What happened to a case, from the log."""

from typing import Any

from sqlalchemy import select

from app.activity.models import Event
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.extensions import db
from app.kit.texts import N_, Text

SENTENCES = {
    CaseEvent.OPENED: N_("Handed over to staff"),
    CaseEvent.TAKEN: N_("Taken by an agent"),
    CaseEvent.HANDED_BACK: N_("Back into the queue"),
    CaseEvent.REPLIED: N_("Private reply to the customer"),
    CaseEvent.CUSTOMER_REPLIED: N_("The customer replied"),
    CaseEvent.NOTED: N_("Internal note"),
    CaseEvent.ANSWERED_PUBLICLY: N_("Answered on the public thread"),
    CaseEvent.CLOSED: N_("Closed"),
    CaseEvent.REOPENED: N_("Came back"),
    CaseEvent.LATE: N_("A promise was missed"),
    CaseEvent.SEVERITY_CHANGED: N_("Its severity was changed"),
    CaseEvent.ASSIGNED: N_("Given to an agent by a lead"),
    CaseEvent.OWNER_AWAY: N_("Back into the queue, since whoever had it is away"),
}


def timeline(case: Case) -> list[dict[str, Any]]:
    """The case's events in order, as sentences."""
    query = select(Event.kind, Event.at).where(Event.subject_kind == Case.__tablename__, Event.subject_id == case.id)
    return [
        {"text": Text(SENTENCES[CaseEvent(kind)]), "at": at}
        for kind, at in db.session.execute(query.order_by(Event.id).limit(200))
        if CaseEvent(kind) in SENTENCES
    ]
