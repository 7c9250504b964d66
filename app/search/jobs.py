"""What keeps the index at the database's heels. Each job may be killed anywhere and run twice."""

from datetime import timedelta

from app.activity.owing import no_longer_waiting, owe
from app.activity.registry import job, jobs
from app.kit import edge
from app.kit.clock import now
from app.search import index, marking, registry
from app.search.backend import IndexBusy, IndexUnavailable, NoRoom

AT_MOST = 20
"""Steps of one run: the worker has other things to do as well."""
SOON = timedelta(seconds=15)
LATER = timedelta(minutes=5)
"""When the disk was full."""


@job
def reindex() -> None:
    """Indexes what is marked."""
    with edge.transaction():
        no_longer_waiting(marking.REINDEX)
    try:
        for _ in range(AT_MOST):
            if index.index_marked() < index.BATCH:
                return
        marking.ask_for_reindex()
    except IndexBusy:
        marking.ask_for_reindex(now() + SOON)
    except IndexUnavailable:
        marking.ask_for_rebuild()


@job
def rebuild() -> None:
    """Makes the index anew. If somebody is at it already, looks again soon whether anything is left to do."""
    try:
        index.rebuild()
    except NoRoom:
        marking.ask_for_rebuild(now() + LATER)
    except IndexBusy:
        marking.ask_for_reindex(now() + SOON)


@job
def repair(kind: str = "", after: int = 0) -> None:
    """Compares index and database; where they differ the document is read again.

    A piece at a time, the next one owed by the last: between two the worker does what else is due. An index that was made by
    other rules is made anew as a whole.
    """
    kinds = registry.kinds()
    kind = kind or kinds[0]
    try:
        if index.backend().analysed_otherwise():
            marking.ask_for_rebuild()
            return
        apart, last = index.drift_after(kind, after)
    except IndexBusy:
        return
    except IndexUnavailable:
        marking.ask_for_rebuild()
        return
    for key in apart.keys:
        marking.mark(*key)
    if last is not None:
        owe(jobs["search.jobs.repair"], kind=kind, after=last)
    elif kind != kinds[-1]:
        owe(jobs["search.jobs.repair"], kind=kinds[kinds.index(kind) + 1])
    if marking.oldest_marks(1):
        marking.ask_for_reindex()


@job
def optimise() -> None:
    """Puts the index in its best shape; without an index there is nothing to do."""
    edge.release()
    try:
        index.backend().optimise()
    except IndexBusy:
        return
    except IndexUnavailable:
        marking.ask_for_rebuild()
