"""The setting, answers that wait to be made official, and what they are to what was said before."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.kit.tokens import random_reference
from app.one_voice.states import Needs, Stance, Waiting
from app.questions.models import Answer


class ApprovalRule(Model):
    """Which official answers need a second approval, from when on, and who said so. The latest row holds."""

    __tablename__ = "approval_rules"
    id: Mapped[int] = mapped_column(primary_key=True)
    needs: Mapped[Needs] = mapped_column(choice(Needs, "needs"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class WaitingOfficial(Model):
    """An answer that its author wants official. Always has an owner and a due time while it waits.

    `earlier_id` is the official answer that its author said it supersedes; `displaces_id` the one of its own thread.
    """

    __tablename__ = "waiting_officials"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    state: Mapped[Waiting] = mapped_column(choice(Waiting, "state"), default=Waiting.WAITING)
    topics: Mapped[str] = mapped_column(String(100), default="")
    scope: Mapped[str] = mapped_column(String(200))
    versions: Mapped[str] = mapped_column(String(200), default="")
    evidence: Mapped[str] = mapped_column(String(500))
    expires_at: Mapped[datetime | None]
    stance: Mapped[Stance | None] = mapped_column(choice(Stance, "stance"))
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    displaces_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime]
    late_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(500), default="")

    answer: Mapped[Answer] = relationship(lazy="raise_on_sql", foreign_keys=answer_id)
    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=author_id)
    owner: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=owner_id)

    __table_args__ = (
        CheckConstraint("owner_id <> author_id", name="another_owner"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_has_time"),
        CheckConstraint(
            "state NOT IN ('approved', 'returned') OR (decided_by_id IS NOT NULL AND decided_by_id <> author_id)",
            name="second_person",
        ),
        CheckConstraint("state <> 'returned' OR reason <> ''", name="returned_has_reason"),
        CheckConstraint("stance <> 'supersedes' OR earlier_id IS NOT NULL", name="names_what_it_supersedes"),
        Index(
            "uq_waiting_officials_open",
            "answer_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )


class OfficialStance(Model):
    """What an answer that became official is to one that was official before in the same matter. Never changed later."""

    __tablename__ = "official_stances"
    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), index=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), index=True)
    stance: Mapped[Stance] = mapped_column(choice(Stance, "stance"))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (CheckConstraint("answer_id <> earlier_id", name="two_answers"),)
