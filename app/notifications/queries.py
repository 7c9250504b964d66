"""What a person has been told, and which mails they want."""

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, bindparam, case, func, select

from app.accounts.models import User
from app.accounts.reading import read_beside
from app.extensions import db
from app.kit.database import table_of
from app.kit.keyset import Page, keyset
from app.notifications.models import MailChoice, Notification
from app.notifications.reading import Told, told
from app.notifications.states import Wants


def _unread(reader: ColumnElement[int]) -> ScalarSelect[int]:
    mine = (Notification.user_id == reader, Notification.read_at.is_(None))
    return select(func.count()).select_from(Notification).where(*mine).scalar_subquery()


def _paused(reader: ColumnElement[int]) -> ScalarSelect[int]:
    mine = (MailChoice.user_id == reader, MailChoice.paused_at.is_not(None))
    return select(func.count()).select_from(MailChoice).where(*mine).scalar_subquery()


_READER: BindParameter[int] = bindparam("reader")
_STANDING = select(_unread(_READER), _paused(_READER))
read_beside(unread=_unread(table_of(User).c.id), mails_paused=_paused(table_of(User).c.id))


def standing_of(reader: User) -> tuple[int, bool]:
    """What every page of the reader shows: (how much is unread, whether mails to them are paused). Read with the reader, or
    else in one statement."""
    if reader.beside is not None:
        return reader.beside["unread"], bool(reader.beside["mails_paused"])
    unread, paused = db.session.execute(_STANDING, {"reader": reader.id}).one()
    return unread, bool(paused)


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
