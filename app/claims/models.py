"""A claim that was flagged in a post, and what moderators did with it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.labels.models import SentenceMark
from app.posts.models import Post


class FlagState(StrEnum):
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    CLEARED = "cleared"
    DISPUTED = "disputed"
    CORRECTED = "corrected"


FLAG_MOVES = {
    FlagState.WAITING: frozenset(set(FlagState) - {FlagState.WAITING}),
    FlagState.CONFIRMED: frozenset({FlagState.CLEARED, FlagState.DISPUTED, FlagState.CORRECTED}),
    FlagState.DISPUTED: frozenset({FlagState.CLEARED, FlagState.CONFIRMED, FlagState.CORRECTED}),
    FlagState.CLEARED: frozenset(),
    FlagState.CORRECTED: frozenset(),
}


class Flag(Model):
    """A sentence that makes an unverified claim, by detection or by a person, with the words and weights that say why."""

    __tablename__ = "claim_flags"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    mark_id: Mapped[int | None] = mapped_column(ForeignKey("sentence_marks.id"))
    revision: Mapped[int]
    sentence: Mapped[str] = mapped_column(Text)
    state: Mapped[FlagState] = mapped_column(choice(FlagState, "state"), default=FlagState.WAITING)
    score: Mapped[int] = mapped_column(default=0)
    hits: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    flagged_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(default=now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str] = mapped_column(String(500), default="")

    post: Mapped[Post] = relationship(lazy="raise_on_sql")
    mark: Mapped[SentenceMark | None] = relationship(lazy="raise_on_sql")
    flagged_by: Mapped[User | None] = relationship(lazy="raise_on_sql", foreign_keys=flagged_by_id)

    __table_args__ = (
        Index("ix_claim_flags_state", "state", "at"),
        CheckConstraint("length(sentence) <= 2000", name="sentence_length"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_has_time"),
    )
