"""Cases: the customer hears that there is a reply, staff that a case is back or late. Never what was written."""

from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.extensions import db
from app.notifications.kinds import Kind
from app.notifications.telling import tell


def _address(case: Case) -> str:
    return f"/cases/{case.reference}"


@reacts_to(CaseEvent.REPLIED)
def replied(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    tell(event, ([case.customer_id], Kind.CASE_REPLIED), url=_address(case))


@reacts_to(CaseEvent.CUSTOMER_REPLIED, CaseEvent.REOPENED)
def came_back(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    tell(event, ([case.owner_id], Kind.CASE_BACK), url=_address(case), once_unread=True)


@reacts_to(CaseEvent.LATE)
def late(event: Event) -> None:
    """A case that waits for its customer has broken no promise of ours."""
    if event.data.get("waiting_for_customer"):
        return
    case = db.session.get_one(Case, event.subject_id)
    leads = [lead.id for lead in people_with(Role.LEAD)]
    tell(event, (leads, Kind.CASE_LATE), url=_address(case), once_unread=True)
