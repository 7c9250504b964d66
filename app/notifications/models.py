"""A notification in the app, each mail that went out, and which mails a person wants."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.notifications.states import Wants


class Notification(Model):
    """Something a person is told: what happened and where, never private text itself."""

    __tablename__ = "notifications"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(60))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    url: Mapped[str] = mapped_column(String(300))
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_notifications_user", "user_id", "id"),
        Index("uq_notifications_once", "user_id", "event_id", "kind", unique=True),
    )

    @property
    def key(self) -> str:
        """What the mail of it is known by, for ever: a row's number may be given to another row once it is gone."""
        return f"notification:{self.event_id}:{self.kind}:{self.user_id}"


class Delivery(Model):
    """One mail that went out (or that its address refused for good), kept so that an event is mailed once."""

    __tablename__ = "deliveries"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    at: Mapped[datetime] = mapped_column(default=now)
    refused: Mapped[bool] = mapped_column(default=False)


class MailChoice(Model):
    """Which mails a person wants; no row means everything. `paused_at`: their address refused a mail for good."""

    __tablename__ = "mail_choices"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    wants: Mapped[Wants] = mapped_column(choice(Wants, "wants"), default=Wants.EVERYTHING)
    paused_at: Mapped[datetime | None]
