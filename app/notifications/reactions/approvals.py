"""Official answers that wait for a second spokesperson: whose turn it is, what came back, what is late."""

from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.extensions import db
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.one_voice.events import OneVoiceEvent
from app.one_voice.models import WaitingOfficial
from app.one_voice.states import Waiting


@reacts_to(OneVoiceEvent.WAITS)
def waits(event: Event) -> None:
    waiting = db.session.get_one(WaitingOfficial, event.subject_id)
    if waiting.state is Waiting.WAITING:
        group = [waiting.owner_id], Kind.OFFICIAL_WAITS
        tell(event, group, url=f"/official/{waiting.reference}", staff_by=waiting.due_at)


@reacts_to(OneVoiceEvent.RETURNED)
def returned(event: Event) -> None:
    waiting = db.session.get_one(WaitingOfficial, event.subject_id)
    tell(event, ([waiting.author_id], Kind.OFFICIAL_RETURNED), url=f"/official/{waiting.reference}")


@reacts_to(OneVoiceEvent.LATE)
def late(event: Event) -> None:
    waiting = db.session.get_one(WaitingOfficial, event.subject_id)
    leads = [lead.id for lead in people_with(Role.LEAD)]
    tell(event, (leads, Kind.OFFICIAL_LATE), url=f"/official/{waiting.reference}", once_unread=True)
