"""What concerns a person: decisions with their reasons, roles, suspensions; claims that wait for moderators."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.accounts.events import AccountEvent
from app.accounts.models import User
from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.catalogue.models import Tag
from app.claims.events import ClaimEvent
from app.decisions.events import DecisionEvent
from app.decisions.models import Decision, Measure
from app.extensions import db
from app.notifications.actions import forget, try_again
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.posts.addresses import address_of
from app.posts.models import Post

RULES = "/rules"
SAME_ACT = timedelta(minutes=5)


@reacts_to(DecisionEvent.DECIDED)
def decided(event: Event) -> None:
    """The statement of reasons, to whoever wrote the post or is the subject; nobody when nothing was done."""
    decision = db.session.get(Decision, event.subject_id)
    if decision is None or decision.measure is Measure.NO_ACTION:
        return
    post = db.session.get(Post, decision.post_id) if decision.post_id else None
    concerned = post.author_id if post is not None else decision.user_id
    url = address_of(post) if post is not None else RULES
    tell(event, ([concerned], Kind.DECIDED), url=url, post_id=decision.post_id, decision=decision.id)


@reacts_to(AccountEvent.SUSPENDED)
def suspended(event: Event) -> None:
    """Only where no decision says so already, with its reasons."""
    query = select(Decision.id).where(Decision.user_id == event.subject_id, Decision.measure == Measure.SUSPEND)
    if db.session.scalar(query.where(Decision.at > event.at - SAME_ACT).limit(1)) is None:
        until = datetime.fromisoformat(event.data["until"])
        tell(event, ([event.subject_id], Kind.SUSPENDED), url=RULES, asker_until=until)


@reacts_to(AccountEvent.ROLE_GRANTED)
def role_granted(event: Event) -> None:
    tell(event, ([event.subject_id], Kind.ROLE_GRANTED), url="/", role=event.data["role"])


@reacts_to(AccountEvent.SPOKESPERSON_GRANTED)
def spokesperson_granted(event: Event) -> None:
    tell(event, ([event.subject_id], Kind.SPOKESPERSON_GRANTED), url="/")


@reacts_to(AccountEvent.EXPERT_APPOINTED)
def expert_appointed(event: Event) -> None:
    tag = db.session.get(Tag, event.data["tag_id"])
    if tag is not None:
        tell(event, ([event.subject_id], Kind.EXPERT_APPOINTED), url=f"/tags/{tag.slug}", topic=tag.id)


@reacts_to(ClaimEvent.FLAGGED)
def claim_flagged(event: Event) -> None:
    moderators = [person.id for person in people_with(Role.MODERATOR)]
    tell(event, (moderators, Kind.CLAIM_FLAGGED), url="/moderation", once_unread=True)


@reacts_to(AccountEvent.ADDRESS_CHANGED)
def address_changed(event: Event) -> None:
    """Another address: mails are tried again."""
    user = db.session.get(User, event.subject_id)
    if user is not None:
        try_again(user)


@reacts_to(AccountEvent.CLOSED)
def closed(event: Event) -> None:
    if event.subject_id is not None:
        forget(event.subject_id)
