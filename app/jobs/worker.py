"""The embedded worker: takes what is owed, one at a time, each in a transaction of its own.

Nothing owed is ever only in memory: a reaction's row goes in the transaction of its work, a job's row is leased for some
minutes and runs again when the lease is over. So a worker that is killed loses nothing.

What kills the worker is met again by the next one, which leases everything for a while after its start: so even that has
its tries counted, lets others go first, and is set aside in the end.
"""

import logging
import signal
import threading
from collections.abc import Callable, Collection, Mapping
from types import FrameType

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.activity import registry
from app.activity.models import Event, Owed
from app.extensions import db
from app.jobs.schedule import ENDED_WORKER, LEASE, REACTION_LEASE, TRIES, done_first, owe_what_is_due, wait_after
from app.kit import edge
from app.kit.clock import now

log = logging.getLogger(__name__)

WARY = 100
"""So many of the first things that a worker does are leased before it does them, reactions too."""
UNKNOWN = (
    "No part of this version has this name: another version asked for it. If that was an older one, drop it; "
    "if it was a newer one, try it again after the upgrade."
)


class UnknownWork(LookupError):
    """A worker of another version may still know it, so it waits its turn again like what fails."""


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
    _known(registry.reactions, owed.name)(session.get_one(Event, owed.event_id))
    session.delete(owed)


def _known(what: Mapping[str, Callable[..., None]], name: str) -> Callable[..., None]:
    if name not in what:
        raise UnknownWork(UNKNOWN)
    return what[name]


def _lease(owed: Owed) -> Callable[[], None]:
    """What is to be called once the lease is committed. A job may be slow: it says itself when it begins to write. Should
    nobody come back, whatever is due until then goes first."""
    owed.leased_until = owed.run_at = now() + (LEASE if owed.event_id is None else REACTION_LEASE)
    owed.tries += 1
    owed_id, name, args, event_id = owed.id, owed.name, dict(owed.args), owed.event_id

    def run() -> None:
        with edge.transaction() as session:
            if event_id is not None:
                if (mine := session.get(Owed, owed_id, with_for_update=True)) is not None:
                    _react(session, mine)
            else:
                _known(registry.jobs, name)(**args)
                done = delete(Owed).where(Owed.id == owed_id)
                session.execute(done.execution_options(synchronize_session=False))

    return run


def _worn_out(owed: Owed) -> bool:
    """It was begun as often as anything is tried, and nobody came back to say what became of it."""
    if owed.tries < TRIES:
        return False
    owed.error, owed.leased_until, owed.set_aside_at = owed.error or ENDED_WORKER, None, now()
    return True


def _failed(owed_id: int, error: Exception) -> None:
    with edge.transaction() as session:
        owed = session.get_one(Owed, owed_id)
        owed.tries += owed.leased_until is None
        owed.error = str(error) if isinstance(error, UnknownWork) else f"{type(error).__name__}: {error}"[:2000]
        owed.leased_until = None
        if owed.tries >= TRIES:
            owed.set_aside_at = now()
        else:
            owed.run_at = now() + wait_after(owed)


def run_one(names: Collection[str] = (), *, wary: bool = False) -> bool:
    """Runs the next thing owed (of these names alone); False when there is none. A failure waits its turn again and stops
    nothing else. `wary`: it may be what killed the worker before, so that it is begun is on record first."""
    owed_id, run = None, None
    try:
        with edge.transaction() as session:
            owed = _next(session, names)
            if owed is None:
                return False
            owed_id = owed.id
            if _worn_out(owed):
                log.error("job %s is set aside: %s", owed_id, ENDED_WORKER)
            elif owed.event_id is not None and not wary:
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


def serve(idle_seconds: float = 0.5, *, until_done: int | None = None, follows: bool = False) -> None:
    """Runs until told to stop (Ctrl-C, SIGTERM), then finishes what it has in hand. Ends by itself when it has done so many
    things (`until_done`) and nothing is left; the worker that `follows` one that did so need not be wary."""
    stop = threading.Event()

    def _stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    done, wary = 0, not follows
    while not stop.is_set():
        try:
            promised = done_first() if owe_what_is_due() else ()
            while promised and not stop.is_set() and run_one(promised, wary=wary and done < WARY):
                done += 1
            busy = run_one(wary=wary and done < WARY)
            done += busy
        except Exception:
            log.exception("the worker cannot reach its database; trying again")
            busy = False
            stop.wait(2)
        if not busy:
            if until_done is not None and done >= until_done:
                return
            stop.wait(idle_seconds)
