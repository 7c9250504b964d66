"""owe(): asks for a job to be run, now or at a time, in the caller's transaction."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update

from app.activity.models import Owed
from app.activity.registry import jobs, name_of
from app.extensions import db
from app.kit.clock import now
from app.kit.database import add_once


def owe(job: Callable[..., None], *, run_at: datetime | None = None, unique: str | None = None, **args: Any) -> None:
    """The worker will call `job(**args)` at `run_at`. With `unique`, a second request while one waits adds nothing."""
    name = name_of(job)
    if name not in jobs:
        raise LookupError(f"{name} is not declared with @job")
    # Two people at once ask for the same: the database decides, so that neither fails.
    values = {"name": name, "args": args, "unique_key": unique, "run_at": run_at or now()}
    add_once(db.session(), Owed, values, unique="unique_key")


def owe_each(job: Callable[..., None], wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """The same job for many things at once: its arguments by the unique key of each."""
    if not wanted:
        return
    name, moment = name_of(job), now()
    rows = ({"name": name, "args": dict(args), "unique_key": key, "run_at": moment} for key, args in wanted.items())
    add_once(db.session(), Owed, *rows, unique="unique_key")


def no_longer_waiting(unique: str) -> None:
    """Said by a job as its first act: what is asked for from now on is asked for anew, since this run may miss it."""
    db.session.execute(update(Owed).where(Owed.unique_key == unique).values(unique_key=None))
