"""The embedded worker: takes what is owed, one at a time, each in a transaction of its own.

Nothing owed is ever only in memory: a reaction's row goes in the transaction of its work, a job's row is leased for some
minutes and runs again when the lease is over. So a worker that is killed loses nothing.
"""

import logging
import signal
import threading
from collections.abc import Callable, Collection
from datetime import timedelta
from types import FrameType

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.activity import registry
from app.activity.models import Event, Owed
from app.extensions import db
from app.jobs.schedule import LEASE, done_first, owe_what_is_due
from app.kit import edge
from app.kit.clock import now

log = logging.getLogger(__name__)

WAITS = [timedelta(minutes=m) for m in (1, 5, 30, 120)]
TRIES = len(WAITS) + 1


def _next(session: Session, names: Collection[str]) -> Owed | None:
    query = (
        select(Owed)
        .where(Owed.set_aside_at.is_(None), Owed.run_at <= now())
        .where(or_(Owed.leased_until.is_(None), Owed.leased_until < now()))
        .order_by(Owed.run_at, Owed.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.scalar(query.where(Owed.name.in_(names)) if names else query)


def _react(session: Session, owed: Owed) -> None:
    """A reaction changes rows and nothing else, so it needs no lease: its row is held until its work is committed."""
    registry.reactions[owed.name](session.get_one(Event, owed.event_id))
    session.delete(owed)


def _lease(owed: Owed) -> Callable[[], None]:
    """What is to be called once the lease is committed. A job may be slow: it says itself when it begins to write."""
    owed.leased_until = now() + LEASE
    owed.tries += 1
    name, args, done = owed.name, dict(owed.args), delete(Owed).where(Owed.id == owed.id)

    def run() -> None:
        with edge.transaction() as session:
            registry.jobs[name](**args)
            session.execute(done.execution_options(synchronize_session=False))

    return run


def _failed(owed_id: int, error: Exception) -> None:
    with edge.transaction() as session:
        owed = session.get_one(Owed, owed_id)
        owed.tries += owed.event_id is not None
        owed.error = f"{type(error).__name__}: {error}"[:2000]
        owed.leased_until = None
        if owed.tries >= TRIES:
            owed.set_aside_at = now()
        else:
            owed.run_at = now() + WAITS[owed.tries - 1]


def run_one(names: Collection[str] = ()) -> bool:
    """Runs the next thing owed (of these names alone); False when there is none. A failure waits its turn again and stops
    nothing else."""
    owed_id, run = None, None
    try:
        with edge.transaction() as session:
            owed = _next(session, names)
            if owed is None:
                return False
            owed_id = owed.id
            if owed.event_id is not None:
                _react(session, owed)
            else:
                run = _lease(owed)
        if run is not None:
            run()
    except Exception as error:
        if owed_id is None:
            raise
        log.exception("job %s failed", owed_id)
        _failed(owed_id, error)
    finally:
        db.session.remove()
    return True


def run_all(limit: int = 10_000) -> int:
    """Everything that is due now, the clock's work included; how many were run."""
    owe_what_is_due()
    return next((count for count in range(limit) if not run_one()), limit)


def serve(idle_seconds: float = 0.5) -> None:
    """Runs until told to stop (Ctrl-C, SIGTERM), then finishes what it has in hand."""
    stop = threading.Event()

    def _stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    while not stop.is_set():
        try:
            promised = done_first() if owe_what_is_due() else ()
            while promised and not stop.is_set() and run_one(promised):
                continue
            busy = run_one()
        except Exception:
            log.exception("the worker cannot reach its database; trying again")
            busy = False
            stop.wait(2)
        if not busy:
            stop.wait(idle_seconds)
