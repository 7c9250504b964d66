"""Reading what slows down or holds new posts, and what is held: for its author and for staff alone."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Unseen
from app.known_issues.held_models import HeldPost
from app.known_issues.models import KnownIssue
from app.known_issues.permissions import keeps_issues
from app.known_issues.states import HeldState, Mode
from app.posts.models import Post
from app.questions.models import Question

Actor = User | Guest
WAITING = HeldPost.state == HeldState.WAITING


def mode_for(product_id: int | None) -> KnownIssue | None:
    """The incident that slows down or holds what is new about a product now; a hold comes before a slow one. One that is
    shown everywhere is about every post."""
    query = select(KnownIssue).where(KnownIssue.mode != Mode.NORMAL, KnownIssue.mode_until > now())
    query = query.where((KnownIssue.product_id == product_id) if product_id is not None else KnownIssue.everywhere)
    return db.session.scalar(query.order_by(KnownIssue.mode, KnownIssue.mode_until.desc()).limit(1))


def latest_post_at(author_id: int, product_id: int | None, since: datetime) -> datetime | None:
    """When somebody last wrote about a product."""
    thread = select(Question.id).where(
        Question.product_id == product_id if product_id is not None else Question.product_id.is_(None)
    )
    query = select(func.max(Post.created_at)).where(Post.author_id == author_id, Post.created_at > since)
    return db.session.scalar(query.where(Post.thread_id.in_(thread)))


def overdue_posts(moment: datetime, limit: int) -> Sequence[int]:
    """What has waited long enough, and what nothing holds any more."""
    over = (KnownIssue.mode != Mode.HOLD) | (HeldPost.due_at <= moment)
    query = select(HeldPost.id).join(HeldPost.issue).where(WAITING, over).order_by(HeldPost.due_at)
    return db.session.scalars(query.limit(limit)).all()


def held_posts(limit: int = 100) -> Sequence[HeldPost]:
    """For staff: what waits, the oldest first. Ask can_keep first."""
    query = select(HeldPost).where(WAITING).options(joinedload(HeldPost.author), joinedload(HeldPost.issue))
    return db.session.scalars(query.order_by(HeldPost.id).limit(limit)).all()


def held_of(author: User, since: timedelta = timedelta(days=30)) -> Sequence[HeldPost]:
    """One's own, those that wait and those that were decided on lately."""
    query = select(HeldPost).where(HeldPost.author_id == author.id, HeldPost.at > now() - since)
    return db.session.scalars(query.options(joinedload(HeldPost.issue)).order_by(HeldPost.id.desc()).limit(50)).all()


def visible_held(actor: Actor, reference: str) -> HeldPost:
    """For its author and for those who decide on it, or Unseen."""
    query = select(HeldPost).where(HeldPost.reference == reference)
    found = db.session.scalar(query.options(joinedload(HeldPost.author), joinedload(HeldPost.issue)))
    if found is None or not (found.author_id == actor.id or keeps_issues(actor)):
        raise Unseen
    return found
