"""A lead gives a case to an agent; a case whose owner is away goes back to the queue. Each change of owner has its row."""

from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.accounts.queries import actor as with_rights
from app.accounts.roles import Role
from app.activity.log import Acting, record
from app.cases.actions.standing import hold
from app.cases.desk.models import HandOver, How
from app.cases.desk.presence import everybody_at_the_desk
from app.cases.desk.queries import changes_of
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.permissions import can_assign, can_be_given
from app.cases.rounds import goes_to_a_lead
from app.cases.states import CASE_MOVES, CaseState
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require

REASON_MAX = 2000
NO_LEAD = N_("It changed hands twice, so it goes to a lead now, and no other lead is there. Keep it until one is.")


def assign(actor: User, case: Case, *, to: User, reason: str) -> None:
    """Whatever the case waits for, it waits for it with its new owner. Only for a lead, and only with a reason."""
    hold(case)
    require(can_assign(actor, case))
    fine = can_be_given(case, to)
    if not fine:
        raise Invalid(fine.reason, field="to", **fine.params)
    if not reason.strip():
        raise Invalid(N_("Say why; whoever gets it reads this."), field="reason")
    if case.owner_id is not None and goes_to_a_lead(changes_of(case.id)) and not to.holds(Role.LEAD):
        raise Invalid(N_("It changed hands twice already: the third time it goes to a lead."), field="to")
    hand_over(actor, case, how=How.ASSIGNED, to=to, reason=reason)
    if case.state is CaseState.QUEUED:
        case.state = CaseState.ASSIGNED
    case.owner, case.assigned_at = to, now()
    record(actor, CaseEvent.ASSIGNED, case, to=to.id)


def back_to_the_queue(actor: Acting, case: Case, *, how: How, reason: str = "") -> None:
    """Waits for anybody again, with its first deadline and so its first place; or, the third time, is a lead's."""
    lead = None
    if case.owner_id is not None and goes_to_a_lead(changes_of(case.id)):
        lead = free_lead(case)
        if lead is None and how is not How.OWNER_AWAY:
            raise Invalid(NO_LEAD, field="reason")
    hand_over(actor, case, how=how, to=lead, reason=reason)
    state = CaseState.ASSIGNED if lead else CaseState.QUEUED
    if case.state is not state:
        check_move(CASE_MOVES, case.state, state)
    case.state, case.needed = state, ""
    case.owner, case.assigned_at = lead, now() if lead else None
    record(actor, CaseEvent.OWNER_AWAY if how is How.OWNER_AWAY else CaseEvent.HANDED_BACK, case)
    if lead is not None:
        record(SYSTEM, CaseEvent.ASSIGNED, case, to=lead.id)


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
            number=changes_of(case.id) + 1 if case.owner_id is not None else 0,
            to_lead=to is not None and to.holds(Role.LEAD),
        )
    )


def free_lead(case: Case) -> User | None:
    """The lead with the least in hand, one who is there before one who is away; never who has it now."""
    hands = sorted(everybody_at_the_desk(), key=lambda one: (one.away_until is not None, one.in_hand, one.id))
    found = (with_rights(one.id) for one in hands if one.leads and one.id not in (case.owner_id, case.customer_id))
    return next(found, None)
