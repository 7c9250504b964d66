"""Taking an archive over in batches, each in a transaction of its own that leaves whole threads.

A run may be killed at any moment: what was committed is there with its origins, search marks and page versions, and the
next run of the same source finds it by its foreign ids, passes it over, and goes on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.activity.versions import LISTS, SITE, touch
from app.imports.archive_rows import PostRow, ThreadRow
from app.imports.desk import SOURCE_MAX, Desk
from app.imports.events import ImportEvent
from app.imports.faults import NO_ROOM, ArchiveFault
from app.imports.models import ImportBatch
from app.imports.writing.threads import Threads
from app.kit import edge
from app.kit.clock import now
from app.kit.room import is_full
from app.kit.texts import N_
from app.posts.models import Origin, Post

UNITS, POSTS = 200, 1_000
"""A batch ends with whichever is reached first."""

Unit = TypeVar("Unit")
Progress = Callable[[int], None]
Write = Callable[[Sequence[Unit]], Mapping[str, int]]


def take_over_threads(
    desk: Desk,
    threads: Iterable[ThreadRow],
    *,
    category: str,
    total: int,
    progress: Progress,
    problems: Mapping[str, int],
) -> dict[str, int]:
    """Writes the threads that are not here yet, and what is new in the others; how much was added of each kind."""
    writing = Threads(desk, category=category)
    return take_over(
        desk,
        threads,
        write=writing.write,
        posts_of=lambda thread: thread.posts,
        posts_are_all=True,
        total=total,
        progress=progress,
        problems=problems,
    )


def take_over(
    desk: Desk,
    units: Iterable[Unit],
    *,
    write: Write[Unit],
    posts_of: Callable[[Unit], Sequence[PostRow]],
    total: int,
    progress: Progress,
    problems: Mapping[str, int],
    posts_are_all: bool = False,
) -> dict[str, int]:
    """Calls `write` with some units at a time (threads, articles), each time in a transaction of its own.

    `write` gives how much it added; what is here already it passes over. `posts_of` are the texts to be rendered before
    the transaction opens. `progress` is told how many posts were dealt with. `total` is the number of units.
    With `posts_are_all`, units of which every post is here already are not even given to `write`.
    """
    added: Counter[str] = Counter()
    batch = unfinished(desk.source)
    batch_id = batch.id if batch else None
    edge.release()
    position = 0
    for some in batches(units, posts_of):
        posts = [post for unit in some for post in posts_of(unit)]
        position += len(some)
        if not _render(desk, posts) and posts_are_all:
            progress(len(posts))
            continue
        try:
            with edge.transaction():
                desk.begin()
                new = Counter(write(some))
                if new:
                    batch_id = _note(desk, batch_id, new, position=position, total=total, problems=problems)
                    touch(desk.session, LISTS)
        except IntegrityError as error:
            desk.forget()
            if Origin.__tablename__ not in str(error.orig):
                raise
            raise ArchiveFault(
                N_("Another import of %(source)s is at work. Wait until it is done, then run this again."),
                source=desk.source,
            ) from error
        except OperationalError as error:
            desk.forget()
            if error.orig is not None and is_full(error.orig):
                raise ArchiveFault(NO_ROOM) from error
            raise ArchiveFault(
                N_("The database cannot take it now: %(reason)s. What was written stays; run this again to go on."),
                reason=str(error.orig),
            ) from error
        except BaseException:
            desk.forget()
            raise
        added.update(new)
        progress(len(posts))
    if batch_id is not None:
        _finish(batch_id)
    return dict(added)


def batches(units: Iterable[Unit], posts_of: Callable[[Unit], Sequence[PostRow]]) -> Iterator[list[Unit]]:
    """The units in order, some hundreds at a time."""
    some: list[Unit] = []
    posts = 0
    for unit in units:
        some.append(unit)
        posts += len(posts_of(unit))
        if len(some) >= UNITS or posts >= POSTS:
            yield some
            some, posts = [], 0
    if some:
        yield some


def _render(desk: Desk, posts: Sequence[PostRow]) -> int:
    """Prepares the texts that are not here yet; how many these are."""
    known = desk.origins.made(Post, (post.foreign for post in posts))
    edge.release()
    new = [post for post in posts if post.foreign not in known]
    desk.posts.render(new)
    return len(new)


def unfinished(source: str) -> ImportBatch | None:
    """The run of this source that was interrupted, if one was."""
    query = select(ImportBatch).where(ImportBatch.source == source[:SOURCE_MAX], ImportBatch.done_at.is_(None))
    return edge.session().scalar(query.order_by(ImportBatch.id.desc()).limit(1))


def _note(desk: Desk, batch_id: int | None, new: Counter[str], **columns: Any) -> int:
    """Where the run stands, in the transaction that brings it there."""
    batch = desk.session.get(ImportBatch, batch_id) if batch_id else None
    if batch is None:
        batch = ImportBatch(source=desk.source, counts={})
        desk.session.add(batch)
    batch.counts = dict(Counter(batch.counts) + new)
    for name, value in columns.items():
        setattr(batch, name, value)
    desk.session.flush()
    return batch.id


def _finish(batch_id: int) -> None:
    with edge.transaction() as session:
        batch = session.get_one(ImportBatch, batch_id)
        batch.done_at, batch.position = now(), batch.total
        record(SYSTEM, ImportEvent.DONE, batch, source=batch.source, **batch.counts)
        touch(session, SITE, LISTS)
