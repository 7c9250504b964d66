"""What happened to a case, from the log."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.activity.models import Event
from app.cases.clocks.models import Measure
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.put_together import led_here
from app.cases.told_why import told_why
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
    CaseEvent.REPLY_HANDED_IN: N_("A reply waits to be looked over"),
    CaseEvent.REPLY_RETURNED: N_("A reply was looked over and returned"),
    CaseEvent.ASSIGNED: N_("Given to an agent by a lead"),
    CaseEvent.FIELDS_ASKED: N_("The customer was asked for details"),
    CaseEvent.FIELDS_GIVEN: N_("The customer gave details"),
    CaseEvent.FILE_ERASED: N_("An image was taken away"),
    CaseEvent.EXPERT_ASKED: N_("The customer was asked whether an expert may look"),
    CaseEvent.EXPERT_LET_IN: N_("The customer let an expert look"),
    CaseEvent.EXPERT_OUT: N_("An expert no longer looks"),
    CaseEvent.EXPERT_NOTED: N_("A note by an expert"),
    CaseEvent.RETURN_ASKED: N_("The asker was asked whether it may go back to the community"),
    CaseEvent.RETURN_ANSWERED: N_("The asker answered whether it may go back to the community"),
    CaseEvent.FOLLOWED_UP: N_("The customer wrote again, in a new case"),
    CaseEvent.MERGED: N_("Merged"),
    CaseEvent.CUSTOMER_SOUGHT: N_("A lead asked for the account of an address"),
    CaseEvent.CUSTOMER_CHANGED: N_("Put under another account"),
    CaseEvent.OWNER_AWAY: N_("Back into the queue, since whoever had it is away"),
}
RESOLUTION_LATE = N_("The time for solving it is over")


def timeline(case: Case) -> list[dict[str, Any]]:
    """The events of the case, and of those merged into it, in order, as sentences; with the reasons that staff gave.

    What happened before reasons were kept has its sentence alone.
    """
    ids = [case.id, *led_here(case.id)]
    query = select(Event).where(Event.subject_kind == Case.__tablename__, Event.subject_id.in_(ids))
    whys = told_why(ids, case.question_id)
    first = {why.event: why.at for why in sorted(whys, key=lambda why: why.at, reverse=True)}
    told = [{"text": why.text, "at": why.at, "note": why.note} for why in whys]
    for event in db.session.scalars(query.order_by(Event.id).limit(200)):
        kind = CaseEvent(event.kind)
        if kind in SENTENCES and not (kind in first and event.at >= first[kind]):
            told.append({"text": Text(_sentence(event)), "at": event.at, "note": _delay(event)})
    return sorted(told, key=lambda one: one["at"])


def _sentence(event: Event) -> str:
    if event.kind == CaseEvent.LATE.value and event.data.get("measure") == Measure.RESOLUTION.value:
        return RESOLUTION_LATE
    return SENTENCES[CaseEvent(event.kind)]


def _delay(event: Event) -> Text | str:
    """What the clock did late says so, and by how much."""
    late = event.data.get("late_seconds")
    return Text(N_("%(late)s after its time"), late=said_span(timedelta(seconds=late))) if late else ""
