"""What was corrected lately: where a reader must not go on believing what was said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased, joinedload

from app.extensions import db
from app.kit.clock import now
from app.kit.keyset import PAGE_SIZE, Page, keyset
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
    query = _corrected().where(LabelRow.as_of > now() - SHOWN_FOR)
    return _shown(db.session.execute(query.order_by(LabelRow.as_of.desc(), Post.id.desc()).limit(limit)).all())


def corrections(*, after: str | None = None, size: int = PAGE_SIZE) -> Page[Corrected]:
    """Every post that everybody may read and that is corrected now, the latest correction first."""
    page: Page[Any] = keyset(
        _corrected().where(LabelRow.as_of.is_not(None)),
        (LabelRow.as_of, LabelRow.post_id),
        after=after,
        read=lambda query: db.session.execute(query).all(),
        key=lambda row: (row[2], row[0].id),
        size=size,
    )
    return Page(_shown(page.items), page.next_cursor)


def _corrected() -> Any:
    """In threads that are read, and not below a post that was taken back or hidden: nobody reads a comment there."""
    thread, on, remark = aliased(Post, flat=True), aliased(Post, flat=True), Post.metadata.tables["comments"]
    below_hidden = exists().where(remark.c.id == Post.id, remark.c.on_id == on.id, on.standing != Standing.VISIBLE)
    return (
        select(Post, thread.title, LabelRow.as_of)
        .join(LabelRow, LabelRow.post_id == Post.id)
        .join(thread, thread.id == Post.thread_id)
        .where(
            LabelRow.status == Status.CORRECTED,
            Post.standing == Standing.VISIBLE,
            thread.standing == Standing.VISIBLE,
            ~below_hidden,
        )
        .options(joinedload(Post.author), joinedload(Post.origin))
    )


def _shown(found: Sequence[Any]) -> list[Corrected]:
    posts = present(post for post, _title, _at in found)
    return [Corrected(one, title or "", at) for one, (_post, title, at) in zip(posts, found, strict=True)]
