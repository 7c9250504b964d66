"""Cases: the customer hears that there is a reply, staff that a case is back or late. Never what was written."""

from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases.clocks.queries import lapses_at
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.put_together import led_to
from app.extensions import db
from app.notifications.kinds import Kind
from app.notifications.telling import tell, tell_everybody


def _address(case: Case) -> str:
    return f"/cases/{case.reference}"


@reacts_to(CaseEvent.REPLIED)
def replied(event: Event) -> None:
    """A reply that asks for something says by when, while that is still awaited."""
    case = db.session.get_one(Case, event.subject_id)
    until = lapses_at(case) if event.data.get("asks") else None
    if until is not None:
        tell(event, ([case.customer_id], Kind.CASE_NEEDED), url=_address(case), asker_until=until)
    else:
        tell(event, ([case.customer_id], Kind.CASE_REPLIED), url=_address(case))


@reacts_to(CaseEvent.CUSTOMER_REPLIED, CaseEvent.REOPENED)
def came_back(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    tell(event, ([case.owner_id], Kind.CASE_BACK), url=_address(case), once_unread=True)


@reacts_to(CaseEvent.LATE, CaseEvent.AT_RISK)
def late(event: Event) -> None:
    """Leads hear of it before and when it is late. A case that waits for its customer has broken no promise of ours."""
    if event.data.get("waiting_for_customer"):
        return
    case = db.session.get_one(Case, event.subject_id)
    kind = Kind.CASE_LATE if event.kind == CaseEvent.LATE.value else Kind.CASE_AT_RISK
    leads = [lead.id for lead in people_with(Role.LEAD)]
    tell(event, (leads, kind), url=_address(case), once_unread=True)


@reacts_to(CaseEvent.ASSIGNED)
def assigned(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    tell(event, ([event.data["to"]], Kind.CASE_ASSIGNED), url=_address(case))


@reacts_to(CaseEvent.OPENED)
def opened_privately(event: Event) -> None:
    """Whoever opened it themself gets the way back to it; of one with a question its thread tells."""
    case = db.session.get_one(Case, event.subject_id)
    if case.question_id is None and case.promised_at is not None:
        tell_everybody(event, ([case.customer_id], Kind.CASE_OPENED), url=_address(case), staff_by=case.promised_at)


@reacts_to(CaseEvent.EXPERT_ASKED, CaseEvent.RETURN_ASKED)
def customer_asked(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    kind = Kind.CASE_CONSENT if event.kind == CaseEvent.EXPERT_ASKED.value else Kind.CASE_RETURN
    tell(event, ([case.customer_id], kind), url=_address(case))


@reacts_to(CaseEvent.EXPERT_LET_IN)
def expert_let_in(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    tell(event, ([event.data["expert"]], Kind.CASE_EXPERT), url=f"{_address(case)}/as-expert")


@reacts_to(CaseEvent.EXPERT_NOTED, CaseEvent.RETURN_ANSWERED, CaseEvent.EXPERT_OUT)
def staff_hear(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    kind = Kind.CASE_EXPERT_NOTED if event.kind == CaseEvent.EXPERT_NOTED.value else Kind.CASE_BACK
    if event.actor_id != case.owner_id and case.is_open:
        tell(event, ([case.owner_id], kind), url=_address(case), once_unread=True)


@reacts_to(CaseEvent.EXPERT_OUT)
def look_over(event: Event) -> None:
    """Ended by a merge, which neither the customer nor the expert decided: both hear why."""
    if event.data.get("merged") and event.data["agreed"]:
        case = led_to(db.session.get_one(Case, event.subject_id))
        tell(event, ([case.customer_id], Kind.CASE_LOOK_ENDED), url=_address(case))
        tell(event, ([event.data["expert"]], Kind.CASE_LOOK_OVER), url="/cases")


@reacts_to(CaseEvent.NOBODY_CAN_TAKE)
def nobody_can_take(event: Event) -> None:
    leads = [lead.id for lead in people_with(Role.LEAD)]
    tell(event, (leads, Kind.CASE_NOBODY), url="/workspace/team")


@reacts_to(CaseEvent.CUSTOMER_REMINDED)
def customer_reminded(event: Event) -> None:
    """Several reminders at once, after the worker was down, are one."""
    case = db.session.get_one(Case, event.subject_id)
    if (until := lapses_at(case)) is not None:
        tell(event, ([case.customer_id], Kind.CASE_REMINDED), url=_address(case), once_unread=True, asker_until=until)


@reacts_to(CaseEvent.MERGED)
def merged(event: Event) -> None:
    """Its customer hears where their words are now, and whoever had one of the two that it is another."""
    case, into = (db.session.get_one(Case, number) for number in (event.subject_id, event.data["into"]))
    staff = [case.owner_id, into.owner_id]
    tell(event, ([into.customer_id], Kind.CASE_MERGED), (staff, Kind.CASE_TOOK_IN), url=_address(into))


@reacts_to(CaseEvent.CUSTOMER_CHANGED)
def moved(event: Event) -> None:
    """Whoever had it hears that it is gone, and is led to no page of it."""
    case = db.session.get_one(Case, event.subject_id)
    tell(event, ([event.data["after"]], Kind.CASE_MOVED_HERE), url=_address(case))
    tell(event, ([event.data["before"]], Kind.CASE_MOVED_AWAY), url="/cases/new")


@reacts_to(CaseEvent.LOOKED_INTO)
def looked_into(event: Event) -> None:
    case = db.session.get_one(Case, event.subject_id)
    tell(event, ([case.customer_id], Kind.CASE_LOOKED_INTO), url=_address(case))
