"""Experts of a topic, appointed for ninety days."""

from datetime import timedelta

from app.accounts.events import AccountEvent
from app.accounts.models import Expertise, User
from app.accounts.permissions import can_appoint_expert, can_end_expertise
from app.activity.log import record
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

APPOINTED_FOR = timedelta(days=90)


def appoint_expert(actor: User, user: User, tag_id: int, *, lasting: timedelta = APPOINTED_FOR) -> Expertise:
    """Expert of this tag from now on; appointing again starts the time anew."""
    require(can_appoint_expert(actor, user))
    if not timedelta() < lasting <= APPOINTED_FOR:
        raise Invalid(N_("Experts are appointed for at most %(days)s days."), field="days", days=APPOINTED_FOR.days)
    topic = next((topic for topic in user.expertise if topic.tag_id == tag_id), None)
    if topic is None:
        topic = Expertise(tag_id=tag_id)
        user.expertise.append(topic)
    topic.appointed_by_id, topic.appointed_at, topic.until = actor.id, now(), now() + lasting
    record(actor, AccountEvent.EXPERT_APPOINTED, user, tag_id=tag_id, until=topic.until.isoformat())
    return topic


def end_expertise(actor: User, user: User, tag_id: int) -> None:
    """No expert of this tag any more, by somebody who appoints or by the person. What was written keeps its role."""
    require(can_end_expertise(actor, user))
    topic = next((topic for topic in user.expertise if topic.tag_id == tag_id), None)
    if topic is None:
        raise IllegalMove(N_("This person is no expert of this topic."))
    user.expertise.remove(topic)
    record(actor, AccountEvent.EXPERT_ENDED, user, tag_id=tag_id)
