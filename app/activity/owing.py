"""owe(): asks for a job to be run, now or at a time, in the caller's transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.activity.models import Owed
from app.activity.registry import jobs, name_of
from app.extensions import db
from app.kit.clock import now


def owe(job: Callable[..., None], *, run_at: datetime | None = None, unique: str | None = None, **args: Any) -> None:
    """The worker will call `job(**args)` at `run_at`. With `unique`, a second request while one waits adds nothing."""
    name = name_of(job)
    if name not in jobs:
        raise LookupError(f"{name} is not declared with @job")
    if unique and db.session.scalar(select(Owed.id).where(Owed.unique_key == unique)):
        return
    db.session.add(Owed(name=name, args=args, unique_key=unique, run_at=run_at or now()))
