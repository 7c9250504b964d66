"""What the clock changes: confirmations that have reached their end."""

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.registry import job
from app.extensions import db
from app.kit.clock import now
from app.labels.actions import expire as expire_label
from app.labels.algebra import CONFIRMED
from app.labels.models import LabelRow
from app.posts.models import Post


@job
def expire() -> None:
    """Ends the confirmations whose time is over."""
    query = select(LabelRow, Post).join(Post, Post.id == LabelRow.post_id)
    query = query.where(LabelRow.expires_at <= now(), LabelRow.status.in_(CONFIRMED)).limit(500)
    for row, post in db.session.execute(query).all():
        expire_label(SYSTEM, row, post)
