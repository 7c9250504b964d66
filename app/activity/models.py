"""Event (the log), Owed (reactions and jobs still to run), PageVersion, Submission."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kit.clock import now

BigId = BigInteger().with_variant(Integer, "sqlite")


class Event(Model):
    """Something that happened. Never changed, never deleted; holds no private text."""

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    kind: Mapped[str] = mapped_column(String(60), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int | None] = mapped_column(Integer)
    thread_id: Mapped[int | None] = mapped_column(Integer)
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (
        Index("ix_events_subject", "subject_kind", "subject_id", "id"),
        Index("ix_events_thread", "thread_id", "id"),
    )


class Owed(Model):
    """One reaction or job still to run; gone when done. Set aside after five failures, where an administrator sees it."""

    __tablename__ = "owed"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("events.id"), index=True)
    args: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    unique_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    run_at: Mapped[datetime] = mapped_column(default=now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    set_aside_at: Mapped[datetime | None]

    event: Mapped[Event | None] = relationship(lazy="raise_on_sql")


class PageVersion(Model):
    """How often the pages under a key have changed: part of every cached page's key and of its ETag."""

    __tablename__ = "page_versions"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, default=1)


class Submission(Model):
    """A form that was taken: sending it a second time leads to the first result."""

    __tablename__ = "submissions"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    result_url: Mapped[str] = mapped_column(String(500))
