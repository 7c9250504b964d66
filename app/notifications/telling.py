"""Telling people: a row in the app for each, and a mail asked for where the kind is mailed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.activity.models import Event
from app.activity.owing import owe
from app.extensions import db
from app.kit.clock import now
from app.notifications.addressees import may_be_told
from app.notifications.jobs import mail_notification
from app.notifications.kinds import MANNERS, Kind
from app.notifications.models import Notification

Group = tuple[Iterable[int | None], Kind]


def tell(
    event: Event, *groups: Group, url: str, post_id: int | None = None, once_unread: bool = False, **params: Any
) -> list[Notification]:
    """Tells each person of the groups once, in the order given, and never whoever did it.

    `once_unread`: says nothing while the same is still unread. `params` are codes, ids and times, never a text.
    """
    return _tell({event.actor_id, None}, event, groups, url, post_id, once_unread, params)


def tell_everybody(event: Event, *groups: Group, url: str, **params: Any) -> list[Notification]:
    """As `tell`, whoever did it too: what they began, they get the way back to."""
    return _tell({None}, event, groups, url, None, False, params)


def _tell(
    told: set[int | None],
    event: Event,
    groups: Iterable[Group],
    url: str,
    post_id: int | None,
    once_unread: bool,
    params: dict[str, Any],
) -> list[Notification]:
    rows = []
    for ids, kind in groups:
        wanted = [user_id for user_id in dict.fromkeys(ids) if user_id not in told]
        told |= set(wanted)
        for user in _people(wanted, kind):
            if not _known(user, event, kind) and not (once_unread and _unread(user, kind, url)):
                rows.append(_written(event, user, kind, url, post_id, params))
    return rows


def _people(ids: list[int | None], kind: Kind) -> list[User]:
    users = {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(ids)))} if ids else {}
    return [users[i] for i in ids if i is not None and i in users and may_be_told(users[i], kind)]


def _known(user: User, event: Event, kind: Kind) -> bool:
    query = select(Notification.id).where(Notification.user_id == user.id, Notification.event_id == event.id)
    return db.session.scalar(query.where(Notification.kind == kind.value)) is not None


def _unread(user: User, kind: Kind, url: str) -> bool:
    query = select(Notification.id).where(Notification.user_id == user.id, Notification.read_at.is_(None))
    return db.session.scalar(query.where(Notification.kind == kind.value, Notification.url == url).limit(1)) is not None


def _written(
    event: Event, user: User, kind: Kind, url: str, post_id: int | None, params: dict[str, Any]
) -> Notification:
    row = Notification(
        user_id=user.id,
        kind=kind.value,
        post_id=post_id,
        url=url,
        event_id=event.id,
        at=now(),
        params={name: _plain(value) for name, value in params.items()},
    )
    db.session.add(row)
    db.session.flush()
    if MANNERS[kind].mailed:
        owe(mail_notification, unique=f"mail:{row.key}", notification_id=row.id)
    return row


def _plain(value: Any) -> Any:
    return {"at": value.isoformat()} if isinstance(value, datetime) else value
