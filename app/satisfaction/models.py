"""What an asker says of how they were helped: at most one row for a question or a private case."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kit.clock import now
from app.kit.tokens import random_reference


class Satisfaction(Model):
    """Asked once, answered until `until`. `by_staff`: whether staff had a part in the solution."""

    __tablename__ = "satisfactions"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    asker_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"), unique=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), unique=True)
    by_staff: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime]
    mark: Mapped[int | None]
    comment: Mapped[str] = mapped_column(String(1000), default="")
    said_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("(question_id IS NULL) <> (case_id IS NULL)", name="about_one_thing"),
        CheckConstraint("mark BETWEEN 1 AND 5", name="mark_range"),
        CheckConstraint("(mark IS NULL) = (said_at IS NULL)", name="said_has_time"),
        Index("ix_satisfactions_said", "said_at"),
    )
