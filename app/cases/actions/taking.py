"""The next case of the queue, for whoever asks for one. Nobody picks, and two at once never get the same."""

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import record
from app.cases.desk.hands import Hands, Nothing, hindered
from app.cases.desk.presence import hands_of
from app.cases.desk.queries import entries_for, waiting_count
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.permissions import can_take_next
from app.cases.queries import WHOLE
from app.cases.queue import next_for
from app.cases.states import CASE_MOVES, CaseState
from app.extensions import db
from app.kit.clock import now
from app.kit.states import check_move
from app.kit.verdicts import require


def take_next(agent: User) -> Case | None:
    """Gives the agent the next case they can take; None when there is none for them (`why_nothing` says why).

    Whoever asks is locked first, so that a double press does not take one more than their capacity. A case that
    somebody else is just being given is passed over, not waited for.
    """
    require(can_take_next(agent))
    db.session.execute(select(User.id).where(User.id == agent.id).with_for_update(key_share=True))
    hands = hands_of(agent)
    if hindered(hands):
        return None
    gone: list[int] = []
    while (entry := next_for(entries_for(hands, gone), hands.skills, hands.languages)) is not None:
        query = select(Case).where(Case.id == entry.id, Case.state == CaseState.QUEUED)
        case = db.session.scalar(query.options(*WHOLE).with_for_update(skip_locked=True, of=Case))
        if case is not None:
            give(case, agent)
            record(agent, CaseEvent.TAKEN, case)
            return case
        gone.append(entry.id)
    return None


def give(case: Case, agent: User) -> None:
    check_move(CASE_MOVES, case.state, CaseState.ASSIGNED)
    case.state, case.owner_id, case.assigned_at = CaseState.ASSIGNED, agent.id, now()


def why_nothing(hands: Hands) -> Nothing:
    """Why the queue has nothing for these hands."""
    return hindered(hands) or (Nothing.OTHER_SKILL if waiting_count() else Nothing.EMPTY)
