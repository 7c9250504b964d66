"""What the clock does to an official answer that waits."""

from app.activity.registry import job
from app.extensions import db
from app.one_voice.lateness import note_late
from app.one_voice.models import WaitingOfficial


@job
def look_whether_late(waiting_id: int) -> None:
    """Safe to run twice: what was decided, or is known to be late, is left alone."""
    waiting = db.session.get(WaitingOfficial, waiting_id)
    if waiting is not None:
        note_late(waiting)
