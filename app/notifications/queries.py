"""What a person has been told, and which mails they want."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, case, exists, func, select

from app.accounts.models import User
from app.extensions import db
from app.kit.keyset import Page, keyset
from app.notifications.models import MailChoice, Notification
from app.notifications.reading import Told, told
from app.notifications.states import Wants

_READER: BindParameter[Any] = bindparam("reader")
_UNREAD = select(func.count()).where(Notification.user_id == _READER, Notification.read_at.is_(None)).scalar_subquery()
_PAUSED = exists().where(MailChoice.user_id == _READER, MailChoice.paused_at.is_not(None))
_STANDING = select(_UNREAD, _PAUSED)


def standing_of(reader: User) -> tuple[int, bool]:
    """What every page of the reader shows: (how much is unread, whether mails to them are paused), in one statement."""
    unread, paused = db.session.execute(_STANDING, {"reader": reader.id}).one()
    return unread, paused


def unread_count(reader: User) -> int:
    return standing_of(reader)[0]


def mail_choice(user_id: int) -> MailChoice:
    """What the person chose, or the usual, which is not kept."""
    return db.session.get(MailChoice, user_id) or MailChoice(user_id=user_id, wants=Wants.EVERYTHING)


def notifications_page(reader: User, *, after: str | None = None) -> Page[Told]:
    """A page of what the person was told, the unread first, then the latest."""
    unread = case((Notification.read_at.is_(None), 1), else_=0)
    query = select(Notification, unread.label("unread")).where(Notification.user_id == reader.id)
    page: Page[tuple[Notification, int]] = keyset(
        query,
        (unread, Notification.id),
        after=after,
        read=lambda wanted: [(row, flag) for row, flag in db.session.execute(wanted)],
        key=lambda found: (found[1], found[0].id),
    )
    return Page(told([row for row, _flag in page.items], reader), page.next_cursor)
