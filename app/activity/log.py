"""record(): the one way to say that something happened."""

from enum import StrEnum
from typing import Any, Protocol

from app.activity.models import Event, Owed
from app.activity.registry import at_once_for, owed_for
from app.activity.versions import LISTS, thread_key, touch
from app.extensions import db
from app.kit.clock import now


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
    db.session.flush()
    event = Event(
        at=now(),
        kind=kind.value,
        actor_id=actor.id,
        subject_kind=subject.__tablename__,
        subject_id=subject.id,
        thread_id=thread_id,
        data=data,
    )
    db.session.add(event)
    if thread_id is not None:
        touch(db.session(), thread_key(thread_id), *([LISTS] if lists else []))
    db.session.flush()
    for reaction in at_once_for(kind):
        reaction(event)
    db.session.add_all(Owed(name=name, event_id=event.id, run_at=event.at, args={}) for name in owed_for(kind))
    return event
