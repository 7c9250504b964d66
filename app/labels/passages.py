"""Posts as search knows them: texts with the voice and status they have now, and the same posts as readers see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, select, type_coerce
from sqlalchemy.orm import joinedload, load_only

from app.accounts.models import User
from app.extensions import db
from app.kit.clock import now
from app.labels.algebra import CONFIRMED, RANK, Status
from app.labels.models import LabelRow
from app.labels.presenting import Headed, Presented, headed, present, standing_status
from app.posts.kinds import PostKind, Standing
from app.posts.models import Origin, Post
from app.search.documents import Passage


def reading(*conditions: ColumnElement[bool], length: int) -> Select[Any]:
    """Reads the posts that meet the conditions and stand, with their labels; to be made once for each set of conditions.

    `length`: the most characters that are read of one post.
    """
    plain = (type_coerce(Post.kind, String), func.substr(Post.text, 1, length), type_coerce(Post.voice, String))
    query = select(Post.id, Post.thread_id, *plain, Post.accepted_at.is_not(None), LabelRow.status, LabelRow.expires_at)
    query = query.outerjoin(LabelRow, LabelRow.post_id == Post.id)
    return query.where(Post.standing == Standing.VISIBLE, *conditions).order_by(Post.id)


def passages(read: Select[Any], **given: Any) -> dict[int, tuple[Passage, ...]]:
    """Thread → its posts, the thread's own first, then as they were written. One query, however many threads."""
    moment = now()
    found: dict[int, list[Passage]] = defaultdict(list)
    for post_id, thread_id, kind, words, voice, accepted, kept, expires_at in db.session.execute(read, given):
        status = standing_status(kept, expires_at, moment)
        until = expires_at if status in CONFIRMED else None
        found[thread_id].append(Passage(post_id, kind, words, voice, status.value, bool(accepted), until))
    return {thread: tuple(sorted(posts, key=lambda one: one.post_id != thread)) for thread, posts in found.items()}


def authors(*conditions: ColumnElement[bool]) -> dict[int, tuple[int, ...]]:
    """Thread → who wrote those of its posts that meet the conditions and stand, each once. One query."""
    query = select(Post.thread_id, Post.author_id).distinct().order_by(Post.thread_id, Post.author_id)
    found: dict[int, list[int]] = defaultdict(list)
    for thread_id, author_id in db.session.execute(query.where(Post.standing == Standing.VISIBLE, *conditions)):
        if thread_id is not None:
            found[thread_id].append(author_id)
    return {thread: tuple(people) for thread, people in found.items()}


def strongest(posts: Iterable[Passage]) -> Status:
    """The best that is said in a thread; `unreviewed` if nothing is."""
    return max((Status(one.status) for one in posts), key=RANK.__getitem__, default=Status.UNREVIEWED)


def presented(post_ids: Sequence[int]) -> dict[int, Presented]:
    """The posts that stand, as readers see them."""
    query = select(Post).where(Post.id.in_(post_ids), Post.standing == Standing.VISIBLE)
    posts = db.session.scalars(query.options(joinedload(Post.author), joinedload(Post.origin)))
    return {one.id: one for one in present(posts)}


_HEADS = (
    select(Post, LabelRow)
    .outerjoin(LabelRow, LabelRow.post_id == Post.id)
    .where(Post.id.in_(bindparam("ids", expanding=True)), Post.standing == Standing.VISIBLE)
    .options(
        load_only(Post.kind, Post.title, Post.voice, Post.author_role, Post.standing, Post.accepted_at, raiseload=True),
        joinedload(Post.author).load_only(User.display_name, raiseload=True),
        joinedload(Post.origin).load_only(Origin.source, Origin.year, raiseload=True),
        joinedload(LabelRow.set_by).load_only(User.display_name, raiseload=True),
    )
)


def heads(post_ids: Sequence[int]) -> dict[int, Headed]:
    """The posts that stand, without their texts, each under its label. One query."""
    moment = now()
    return {post.id: headed(post, row, moment) for post, row in db.session.execute(_HEADS, {"ids": post_ids})}


def kind_of_thread(thread_id: int) -> PostKind | None:
    return db.session.scalar(select(Post.kind).where(Post.id == thread_id))
