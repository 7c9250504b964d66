"""What a person has been told, and which mails they want."""

from sqlalchemy import case, func, select

from app.accounts.models import User
from app.extensions import db
from app.kit.keyset import Page, keyset
from app.notifications.models import MailChoice, Notification
from app.notifications.reading import Told, told
from app.notifications.states import Wants


def unread_count(reader: User) -> int:
    query = select(func.count()).where(Notification.user_id == reader.id, Notification.read_at.is_(None))
    return db.session.scalar(query) or 0


def mail_choice(user_id: int) -> MailChoice:
    """What the person chose, or the usual, which is not kept."""
    return db.session.get(MailChoice, user_id) or MailChoice(user_id=user_id, wants=Wants.EVERYTHING)


def mail_is_paused(reader: User) -> bool:
    query = select(MailChoice.user_id).where(MailChoice.user_id == reader.id, MailChoice.paused_at.is_not(None))
    return db.session.scalar(query) is not None


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
