"""What the clock does to cases: each alarm in a transaction of its own, safe to run twice."""

from sqlalchemy import delete

from app.activity.registry import job
from app.cases.actions.covering import note_uncovered
from app.cases.clocks import ringing, turning
from app.cases.clocks.queries import without_clocks
from app.cases.coaching.lateness import note_late_reply
from app.cases.coaching.models import WaitingReply
from app.cases.customer.links import HELD_FOR
from app.cases.customer.models import HeldCase
from app.cases.models import Case
from app.cases.states import CaseState
from app.extensions import db
from app.kit.clock import now

AT_ONCE = 500


@job
def ring(alarm_id: int) -> None:
    ringing.ring(alarm_id)


@job
def watch_desk() -> None:
    """Tells a lead, once, that cases wait which nobody at the desk can take."""
    note_uncovered()


@job
def look_whether_reply_is_late(waiting_id: int) -> None:
    """Safe to run twice: what was decided, or is known to be late, is left alone."""
    waiting = db.session.get(WaitingReply, waiting_id)
    if waiting is not None:
        note_late_reply(waiting)


@job
def forget_held() -> None:
    """What a guest wrote and never confirmed is thrown away, as the mail said."""
    db.session.execute(delete(HeldCase).where(HeldCase.at < now() - HELD_FOR))


@job
def set_clocks() -> None:
    """Gives clocks to open cases that have none, as after an upgrade: what was promised to them stands."""
    for case_id in without_clocks(AT_ONCE):
        case = db.session.get_one(Case, case_id)
        match case.state:
            case CaseState.WAITING_CUSTOMER:
                turning.begin(case, case.entered_at)
                turning.wait_for_customer(case, now())
            case CaseState.ANSWERED if case.next_due_at is not None:
                until = case.next_due_at
                turning.begin(case, case.entered_at)
                turning.rest(case, case.entered_at, until)
            case _:
                turning.begin(case, case.entered_at, promised=case.next_due_at)
