"""What was corrected lately: where a reader must not go on believing what was said before."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from app.extensions import db
from app.kit.clock import now
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.labels.presenting import Presented, present
from app.posts.kinds import Standing
from app.posts.models import Post

SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Corrected:
    """A corrected post, and the title of the thread or article it stands in."""

    shown: Presented
    title: str
    at: datetime


def recent_corrections(limit: int = 5) -> list[Corrected]:
    """The posts everybody may read that were corrected in the last seven days, the latest first."""
    thread = aliased(Post, flat=True)
    query = (
        select(Post, thread.title, LabelRow.as_of)
        .join(LabelRow, LabelRow.post_id == Post.id)
        .join(thread, thread.id == Post.thread_id)
        .where(
            LabelRow.status == Status.CORRECTED,
            LabelRow.as_of > now() - SHOWN_FOR,
            Post.standing == Standing.VISIBLE,
            thread.standing == Standing.VISIBLE,
        )
        .options(joinedload(Post.author), joinedload(Post.origin))
        .order_by(LabelRow.as_of.desc(), Post.id.desc())
        .limit(limit)
    )
    found = db.session.execute(query).all()
    posts = present(post for post, _title, _at in found)
    return [Corrected(one, title or "", at) for one, (_post, title, at) in zip(posts, found, strict=True)]
