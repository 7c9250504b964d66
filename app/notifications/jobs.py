"""Sending the mails that are owed, each once. A worker killed between sending and noting sends one twice, no more."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from sqlalchemy import select

from app.activity.registry import job
from app.extensions import db
from app.kit import edge
from app.kit.clock import now
from app.notifications.actions import pause_mails
from app.notifications.channels.account_letters import letter_of
from app.notifications.channels.email import compose, send
from app.notifications.channels.letters import Letter
from app.notifications.channels.notices import notice_of
from app.notifications.channels.transports import AddressRefused
from app.notifications.models import Delivery, Notification


@dataclass(frozen=True)
class Draft:
    """A letter and the mail it makes; none where the address is no address."""

    letter: Letter
    message: EmailMessage | None


@job
def mail_notification(notification_id: int) -> None:
    """One notification to one person, if they want it by mail and it still stands."""
    _mail(lambda: _notice(notification_id))


@job
def mail_letter(event_id: int, what: str, to: int = 0) -> None:
    """A mail that an event asks for by itself: an account's, or one to somebody without an account."""
    key = f"{what}:{event_id}:{to}"
    _mail(lambda: None if _is_sent(key) else letter_of(event_id, what, to, key))


def _notice(notification_id: int) -> Letter | None:
    row = db.session.get(Notification, notification_id)
    return notice_of(row) if row is not None and not _is_sent(row.key) else None


def _is_sent(key: str) -> bool:
    return db.session.scalar(select(Delivery.id).where(Delivery.key == key)) is not None


def _drafted(find: Callable[[], Letter | None]) -> Draft | None:
    letter = find()
    if letter is None:
        return None
    try:
        return Draft(letter, compose(letter))
    except AddressRefused:
        return Draft(letter, None)


def _mail(find: Callable[[], Letter | None]) -> None:
    """Writes and sends it without holding the database: a slow mail server must not make everybody who writes wait."""
    draft = edge.reading(lambda: _drafted(find))
    if draft is None:
        return
    refused = draft.message is None
    try:
        if draft.message is not None:
            send(draft.message)
    except AddressRefused:
        refused = True
    if refused and draft.letter.user_id is not None:
        pause_mails(draft.letter.user_id)
    db.session.add(Delivery(key=draft.letter.key, at=now(), refused=refused))
