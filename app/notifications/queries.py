"""What a person has been told."""

from sqlalchemy import func, select

from app.accounts.models import User
from app.extensions import db
from app.notifications.models import Notification


def unread_count(reader: User) -> int:
    query = select(func.count()).where(Notification.user_id == reader.id, Notification.read_at.is_(None))
    return db.session.scalar(query) or 0
