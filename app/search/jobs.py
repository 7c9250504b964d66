"""What keeps the index at the database's heels. Each job may be killed anywhere and run twice."""

from datetime import timedelta

from app.activity.owing import no_longer_waiting
from app.activity.registry import job
from app.kit import edge
from app.kit.clock import now
from app.search import index, marking
from app.search.backend import IndexBusy, IndexUnavailable

AT_MOST = 20
"""Steps of one run: the worker has other things to do as well."""
SOON = timedelta(seconds=15)


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
    except IndexBusy:
        marking.ask_for_reindex(now() + SOON)


@job
def repair() -> None:
    """Compares index and database; what is in one of them alone is read again."""
    try:
        apart = index.drift()
    except IndexBusy:
        return
    except IndexUnavailable:
        marking.ask_for_rebuild()
        return
    for kind, ident in apart:
        marking.mark(kind, ident)
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
