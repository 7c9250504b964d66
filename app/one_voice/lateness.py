"""An official answer whose second reader did not come in time."""

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.kit.clock import now
from app.one_voice.events import OneVoiceEvent
from app.one_voice.models import WaitingOfficial
from app.one_voice.states import Waiting


def note_late(waiting: WaitingOfficial) -> None:
    """Once, when its time is over: the leads hear of it."""
    if waiting.state is Waiting.WAITING and waiting.late_at is None:
        waiting.late_at = now()
        record(SYSTEM, OneVoiceEvent.LATE, waiting)
