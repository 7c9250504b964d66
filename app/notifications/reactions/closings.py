"""A case was closed: its customer hears how it ended, unless what closed it is told to them by itself or was their own word."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases.events import CaseEvent
from app.cases.going_on import COMES_BACK_WITHIN
from app.cases.models import Case
from app.cases.states import Outcome
from app.extensions import db
from app.notifications.addressees import open_thread
from app.notifications.closing_note import note_of
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.questions.states import State

BY_STAFF = {
    None: Kind.CASE_CLOSED,
    Outcome.SETTLED_PRIVATELY: Kind.CASE_CLOSED_UNSEEN,
    Outcome.OFFICIAL_ANSWER: Kind.CASE_CLOSED_ANSWERED,
    Outcome.PUBLIC_NOTE: Kind.CASE_CLOSED_NOTED,
}


@reacts_to(CaseEvent.CLOSED)
def closed(event: Event) -> None:
    """Nothing of one that is open again by now."""
    case = db.session.get_one(Case, event.subject_id)
    kind = _kind(case)
    if case.closed_at is not None and kind is not None:
        tell(
            event,
            ([case.customer_id], kind),
            url=f"/cases/{case.reference}",
            post_id=note_of(case) if kind is Kind.CASE_CLOSED_NOTED else None,
            back_until=case.closed_at + COMES_BACK_WITHIN,
        )


def _kind(case: Case) -> Kind | None:
    """Of an acceptance, a known issue, a merge and a thread that lapsed is told by itself."""
    question = open_thread(case.question_id)
    if case.outcome is Outcome.CUSTOMER_SILENT:
        return None if question is not None and question.state is State.LAPSED else Kind.CASE_LAPSED
    if case.outcome is Outcome.QUESTION_ENDED:
        return Kind.CASE_CLOSED_ENDED
    if case.question_id is not None and (question is None or not question.is_active):
        return None
    return BY_STAFF.get(case.outcome)
