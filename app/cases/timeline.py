"""What happened to a case, from the log."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.activity.models import Event
from app.cases.clocks.models import Measure
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.extensions import db
from app.kit.spans import said_span
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
    CaseEvent.AT_RISK: N_("Most of the time is used: the lead was warned"),
    CaseEvent.CUSTOMER_REMINDED: N_("The customer was reminded"),
    CaseEvent.SEVERITY_CHANGED: N_("Its severity was changed"),
    CaseEvent.ASSIGNED: N_("Given to an agent by a lead"),
    CaseEvent.OWNER_AWAY: N_("Back into the queue, since whoever had it is away"),
}
RESOLUTION_LATE = N_("The time for solving it is over")


def timeline(case: Case) -> list[dict[str, Any]]:
    """The case's events in order, as sentences."""
    query = select(Event).where(Event.subject_kind == Case.__tablename__, Event.subject_id == case.id)
    return [
        {"text": Text(_sentence(event)), "at": event.at, "note": _delay(event)}
        for event in db.session.scalars(query.order_by(Event.id).limit(200))
        if CaseEvent(event.kind) in SENTENCES
    ]


def _sentence(event: Event) -> str:
    if event.kind == CaseEvent.LATE.value and event.data.get("measure") == Measure.RESOLUTION.value:
        return RESOLUTION_LATE
    return SENTENCES[CaseEvent(event.kind)]


def _delay(event: Event) -> Text | str:
    """What the clock did late says so, and by how much."""
    late = event.data.get("late_seconds")
    return Text(N_("%(late)s after its time"), late=said_span(timedelta(seconds=late))) if late else ""
