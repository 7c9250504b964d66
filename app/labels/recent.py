"""What was corrected lately: where a reader must not go on believing what was said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, exists, select

from app.extensions import db
from app.kit.clock import now
from app.kit.keyset import PAGE_SIZE, Page, keyset
from app.kit.rows import asked, spans
from app.labels.algebra import Status
from app.labels.models import LabelRow
from app.labels.presenting import Presented, present
from app.posts.kinds import Standing
from app.posts.models import Post
from app.posts.reading import AUTHOR, ORIGIN, POST, authored, with_author

SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Corrected:
    """A corrected post, and the title of the thread or article it stands in."""

    shown: Presented
    title: str
    at: datetime


def recent_corrections(limit: int = 5) -> list[Corrected]:
    """The posts everybody may read that were corrected in the last seven days, the latest first."""
    return _read(_RECENT, {"since": now() - SHOWN_FOR, "limit": limit})


def corrections(*, after: str | None = None, size: int = PAGE_SIZE) -> Page[Corrected]:
    """Every post that everybody may read and that is corrected now, the latest correction first."""
    return keyset(
        _CORRECTED,
        (_labels.c.as_of, _labels.c.post_id),
        after=after,
        read=_read,
        key=lambda one: (one.at, one.shown.id),
        size=size,
    )


_posts, _labels = Post.__table__, LabelRow.__table__
_threads, _on, _remarks = _posts.alias("threads"), _posts.alias("remarked_on"), Post.metadata.tables["comments"]


def _corrected() -> Select[Any]:
    """In threads that are read, and not below a post that was taken back or hidden: nobody reads a comment there."""
    joined = with_author(_posts.join(_labels, _labels.c.post_id == _posts.c.id))
    joined = joined.join(_threads, _threads.c.id == _posts.c.thread_id)
    hidden = (_remarks.c.id == _posts.c.id, _remarks.c.on_id == _on.c.id, _on.c.standing != Standing.VISIBLE)
    columns = (*POST.columns, *AUTHOR.columns, *ORIGIN.columns, _threads.c.title.label("in"), _labels.c.as_of)
    return (
        select(*columns)
        .select_from(joined)
        .where(_labels.c.status == Status.CORRECTED, _labels.c.as_of.is_not(None))
        .where(_posts.c.standing == Standing.VISIBLE, _threads.c.standing == Standing.VISIBLE)
        .where(~exists().where(*hidden))
    )


_CORRECTED = _corrected()
_RECENT = (
    _CORRECTED.where(_labels.c.as_of > bindparam("since"))
    .order_by(_labels.c.as_of.desc(), _posts.c.id.desc())
    .limit(bindparam("limit"))
)


def _read(query: Select[Any], given: Mapping[str, Any] | None = None) -> list[Corrected]:
    post, author, origin = spans(POST, AUTHOR, ORIGIN)
    rows = asked(db.session(), query, given).all()
    shown = present(POST.made(row[post], **authored(row[author], row[origin])) for row in rows)
    return [Corrected(one, row[-2] or "", row[-1]) for one, row in zip(shown, rows, strict=True)]
