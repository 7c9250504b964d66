"""Replies of agents in training: the reviewer hears that one waits, the author that it came back, leads that it is late."""

from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases.coaching.models import Looked, WaitingReply
from app.cases.events import CaseEvent
from app.extensions import db
from app.notifications.kinds import Kind
from app.notifications.telling import tell


def _address(waiting: WaitingReply) -> str:
    return f"/workspace/reviews/{waiting.reference}"


@reacts_to(CaseEvent.REPLY_HANDED_IN)
def handed_in(event: Event) -> None:
    waiting = db.session.get_one(WaitingReply, event.data["reply"])
    if waiting.state is Looked.WAITING:
        tell(event, ([waiting.reviewer_id], Kind.REVIEW_WAITS), url=_address(waiting), staff_by=waiting.due_at)


@reacts_to(CaseEvent.REPLY_RETURNED)
def returned(event: Event) -> None:
    waiting = db.session.get_one(WaitingReply, event.data["reply"])
    tell(event, ([waiting.author_id], Kind.REVIEW_RETURNED), url=_address(waiting))


@reacts_to(CaseEvent.REPLY_LATE)
def late(event: Event) -> None:
    waiting = db.session.get_one(WaitingReply, event.data["reply"])
    leads = [lead.id for lead in people_with(Role.LEAD)]
    tell(event, (leads, Kind.REVIEW_LATE), url=_address(waiting), once_unread=True)
