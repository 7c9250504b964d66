"""A lead gives a case to an agent; a case whose owner is away goes back to the queue. Each change of owner has its row."""

from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.desk.models import HandOver, How
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.permissions import can_assign, can_be_given
from app.cases.states import CASE_MOVES, CaseState
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require

REASON_MAX = 2000


def assign(actor: User, case: Case, *, to: User, reason: str) -> None:
    """Whatever the case waits for, it waits for it with its new owner. Only for a lead, and only with a reason."""
    require(can_assign(actor, case))
    fine = can_be_given(case, to)
    if not fine:
        raise Invalid(fine.reason, field="to", **fine.params)
    if not reason.strip():
        raise Invalid(N_("Say why; whoever gets it reads this."), field="reason")
    hand_over(actor, case, how=How.ASSIGNED, to=to, reason=reason)
    if case.state is CaseState.QUEUED:
        case.state = CaseState.ASSIGNED
    case.owner, case.assigned_at = to, now()
    record(actor, CaseEvent.ASSIGNED, case, to=to.id)


def back_to_the_queue(actor: Acting, case: Case, *, how: How, reason: str = "") -> None:
    """Waits for anybody again, with its first deadline and so its first place."""
    hand_over(actor, case, how=how, to=None, reason=reason)
    if case.state is not CaseState.QUEUED:
        check_move(CASE_MOVES, case.state, CaseState.QUEUED)
    case.state, case.needed = CaseState.QUEUED, ""
    case.owner = case.assigned_at = None
    record(actor, CaseEvent.OWNER_AWAY if how is How.OWNER_AWAY else CaseEvent.HANDED_BACK, case)


def hand_over(actor: Acting, case: Case, *, how: How, to: User | None, reason: str) -> None:
    db.session.add(
        HandOver(
            case_id=case.id,
            how=how,
            from_id=case.owner_id,
            to_id=to.id if to else None,
            by_id=actor.id,
            reason=reason.strip()[:REASON_MAX],
            at=now(),
        )
    )
