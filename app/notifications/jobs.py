"""Sending the mails that are owed, each once. A worker killed between sending and noting sends one twice, no more."""

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


@job
def mail_notification(notification_id: int) -> None:
    """One notification to one person, if they want it by mail and it still stands."""
    row = db.session.get(Notification, notification_id)
    if row is not None and not _is_sent(row.key):
        _mail(notice_of(row))


@job
def mail_letter(event_id: int, what: str, to: int = 0) -> None:
    """A mail that an event asks for by itself: an account's, or one to somebody without an account."""
    key = f"{what}:{event_id}:{to}"
    if not _is_sent(key):
        _mail(letter_of(event_id, what, to, key))


def _is_sent(key: str) -> bool:
    return db.session.scalar(select(Delivery.id).where(Delivery.key == key)) is not None


def _mail(letter: Letter | None) -> None:
    """Sends without holding the database: a slow mail server must not make everybody who writes wait."""
    if letter is None:
        return
    refused = False
    try:
        message = compose(letter)
        edge.release()
        send(message)
    except AddressRefused:
        refused = True
    if refused and letter.user_id is not None:
        pause_mails(letter.user_id)
    db.session.add(Delivery(key=letter.key, at=now(), refused=refused))
