"""record(): the one way to say that something happened."""

from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import insert

from app.activity.models import Event, Owed
from app.activity.registry import at_once_for, owed_for
from app.activity.versions import LISTS, thread_key, touch
from app.extensions import db
from app.kit.clock import now
from app.kit.database import table_of

_HAPPENED = insert(table_of(Event)).returning(Event.id)
_OWED = insert(table_of(Owed))
"""Made once: they are part of every change, and rows of the log are never changed."""


class Acting(Protocol):
    """Whoever acts: a user, a guest, or the system itself. Only its id is kept."""

    @property
    def id(self) -> int | None: ...


def record(
    actor: Acting,
    kind: StrEnum,
    subject: Any,
    *,
    thread_id: int | None = None,
    lists: bool = True,
    **data: Any,
) -> Event:
    """Writes the event and everything owed because of it, in the caller's transaction.

    `thread_id` names the public thread whose pages change with it; `lists=False` when no list shows the change.
    `data` holds references and codes, never private text.
    """
    session = db.session()
    session.flush()
    happened = {
        "at": now(),
        "kind": kind.value,
        "actor_id": actor.id,
        "subject_kind": subject.__tablename__,
        "subject_id": subject.id,
        "thread_id": thread_id,
        "data": data,
    }
    event = Event(id=session.scalar(_HAPPENED, happened), **happened)
    if thread_id is not None:
        touch(session, thread_key(thread_id), *([LISTS] if lists else []))
    for reaction in at_once_for(kind):
        reaction(event)
    if names := owed_for(kind):
        session.execute(_OWED, [{"name": name, "event_id": event.id, "run_at": event.at} for name in names])
    return event
