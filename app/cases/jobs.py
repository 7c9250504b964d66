"""What happens to cases by themselves, in time: ids in, one action called. Each is safe to run twice."""

from app.activity.registry import job
from app.cases.actions.clocks import set_missing_clocks
from app.cases.actions.covering import note_uncovered
from app.cases.actions.held import forget_held_cases
from app.cases.clocks import ringing
from app.cases.coaching.lateness import note_late_reply
from app.cases.coaching.models import WaitingReply
from app.extensions import db


@job
def ring(alarm_id: int) -> None:
    ringing.ring(alarm_id)


@job
def watch_desk() -> None:
    """Tells a lead, once, that cases wait which nobody at the desk can take."""
    note_uncovered()


@job
def look_whether_reply_is_late(waiting_id: int) -> None:
    """What was decided, or is known to be late, is left alone."""
    waiting = db.session.get(WaitingReply, waiting_id)
    if waiting is not None:
        note_late_reply(waiting)


@job
def forget_held() -> None:
    forget_held_cases()


@job
def set_clocks() -> None:
    """What has clocks is left alone."""
    set_missing_clocks()
