"""Posts as search knows them: texts with the voice and status they have now, and the same posts as readers see them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.kit.clock import now
from app.labels.algebra import RANK, Status
from app.labels.models import LabelRow
from app.labels.presenting import Presented, present, status_at
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.search.documents import Passage


def passages(*conditions: ColumnElement[bool], length: int) -> dict[int, tuple[Passage, ...]]:
    """Thread → its posts that meet the conditions and stand, the thread's own first, then as they were written.

    `length`: the most characters that are read of one post. One query, however many threads.
    """
    moment = now()
    columns = (Post.id, Post.thread_id, Post.kind, func.substr(Post.text, 1, length), Post.voice, Post.accepted_at)
    query = select(*columns, LabelRow).outerjoin(LabelRow, LabelRow.post_id == Post.id)
    query = query.where(Post.standing == Standing.VISIBLE, *conditions).order_by(Post.id)
    found: dict[int, list[Passage]] = defaultdict(list)
    for post_id, thread_id, kind, words, voice, accepted_at, row in db.session.execute(query):
        status = status_at(row, moment)
        found[thread_id].append(Passage(post_id, kind.value, words, voice.value, status.value, accepted_at is not None))
    return {thread: tuple(sorted(posts, key=lambda one: one.post_id != thread)) for thread, posts in found.items()}


def authors(*conditions: ColumnElement[bool]) -> dict[int, tuple[int, ...]]:
    """Thread → who wrote those of its posts that meet the conditions and stand, each once. One query."""
    query = select(Post.thread_id, Post.author_id).distinct().order_by(Post.thread_id, Post.author_id)
    found: dict[int, list[int]] = defaultdict(list)
    for thread_id, author_id in db.session.execute(query.where(Post.standing == Standing.VISIBLE, *conditions)):
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


def kind_of_thread(thread_id: int) -> PostKind | None:
    return db.session.scalar(select(Post.kind).where(Post.id == thread_id))
