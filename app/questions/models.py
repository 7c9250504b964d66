"""Question, Answer, Comment (each one row of posts with a row of its own) and what people do with them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.models import Category, Product, ProductVersion, Tag
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.posts.kinds import PostKind
from app.posts.models import BODY_MAX, Post
from app.questions.states import Ended, Level, Owner, State, Trigger

ACTIVE = "state IN ('open', 'answered') AND ended_at IS NULL AND archived_at IS NULL"


class Question(Post):
    """A question: where it stands, who has it now, and when something happens next.

    `promised_at` is by when staff reply, as it was said in public; when that is missed, `missed_at` is the latest time
    missed and `next_due_at` the new one.
    """

    __tablename__ = "questions"
    id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    state: Mapped[State] = mapped_column(choice(State, "state"), default=State.OPEN)
    level: Mapped[Level] = mapped_column(choice(Level, "level"), default=Level.COMMUNITY)
    trigger: Mapped[Trigger | None] = mapped_column("escalation_trigger", choice(Trigger, "escalation_trigger"))
    escalated_at: Mapped[datetime | None]
    owner_state: Mapped[Owner | None] = mapped_column(choice(Owner, "owner_state"))
    next_due_at: Mapped[datetime | None]
    promised_at: Mapped[datetime | None]
    missed_at: Mapped[datetime | None]
    window_ends_at: Mapped[datetime | None]
    window_left_seconds: Mapped[int | None]
    awaiting_since: Mapped[datetime | None]
    reminders: Mapped[int] = mapped_column(default=0)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("product_versions.id"))
    answers_count: Mapped[int] = mapped_column(default=0)
    too_count: Mapped[int] = mapped_column(default=0)
    active_at: Mapped[datetime] = mapped_column(default=now)
    solved_at: Mapped[datetime | None]
    lapsed_at: Mapped[datetime | None]
    solved_privately_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]
    earlier_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))

    category: Mapped[Category] = relationship(lazy="raise_on_sql")
    product: Mapped[Product | None] = relationship(lazy="raise_on_sql")
    version: Mapped[ProductVersion | None] = relationship(lazy="raise_on_sql")
    tags: Mapped[list[Tag]] = relationship(secondary="thread_tags", lazy="raise_on_sql", order_by=Tag.slug)

    __mapper_args__ = {"polymorphic_identity": PostKind.QUESTION, "inherit_condition": id == Post.id}
    __table_args__ = (
        CheckConstraint(
            f"({ACTIVE} AND owner_state IS NOT NULL AND next_due_at IS NOT NULL)"
            f" OR (NOT ({ACTIVE}) AND owner_state IS NULL AND next_due_at IS NULL)",
            name="nobody_in_silence",
        ),
        CheckConstraint("(state = 'solved') = (solved_at IS NOT NULL)", name="solved_has_time"),
        CheckConstraint("(state = 'lapsed') = (lapsed_at IS NOT NULL)", name="lapsed_has_time"),
        CheckConstraint("solved_privately_at IS NULL OR state = 'solved'", name="privately_is_solved"),
        CheckConstraint("level = 'community' OR escalation_trigger IS NOT NULL", name="staff_level_has_reason"),
        Index("ix_questions_due", "next_due_at"),
        Index("ix_questions_active", "active_at", "id"),
        Index("ix_questions_waiting", "state", "active_at", "id"),
        Index("ix_questions_product_active", "product_id", "active_at", "id"),
    )

    @property
    def is_active(self) -> bool:
        return self.state in (State.OPEN, State.ANSWERED) and self.ended_at is None and self.archived_at is None


class Answer(Post):
    """An answer to a question (its thread)."""

    __tablename__ = "answers"
    id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    did_not_help_at: Mapped[datetime | None]
    is_active_official: Mapped[bool] = mapped_column(default=False)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))

    question: Mapped[Question] = relationship(lazy="raise_on_sql", foreign_keys=question_id)

    __mapper_args__ = {"polymorphic_identity": PostKind.ANSWER, "inherit_condition": id == Post.id}
    __table_args__ = (
        Index(
            "uq_answers_one_voice",
            "question_id",
            unique=True,
            sqlite_where=text("is_active_official = 1"),
            postgresql_where=text("is_active_official"),
        ),
    )


class Comment(Post):
    """A remark on a question, an answer or an article."""

    __tablename__ = "comments"
    id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    on_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)

    on: Mapped[Post] = relationship(lazy="raise_on_sql", foreign_keys=on_id)

    __mapper_args__ = {"polymorphic_identity": PostKind.COMMENT, "inherit_condition": id == Post.id}


class ThreadTag(Model):
    __tablename__ = "thread_tags"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True, index=True)


class Acceptance(Model):
    """The asker (or staff for them, with a reason) says that an answer solved it. Undone ones stay on record."""

    __tablename__ = "acceptances"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    by_staff: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(500), default="")
    imported: Mapped[bool] = mapped_column(default=False)
    undone_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_acceptances_standing",
            "answer_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
        CheckConstraint("NOT by_staff OR reason <> ''", name="staff_gives_reason"),
    )


class Vote(Model):
    """ "Useful", once a person and post."""

    __tablename__ = "votes"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Subscription(Model):
    __tablename__ = "subscriptions"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class MeToo(Model):
    """ "I have this too"."""

    __tablename__ = "me_too"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class NeedsStaff(Model):
    """An expert (or two members) say that a question needs staff, and why."""

    __tablename__ = "needs_staff"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=now)


class Ending(Model):
    """How a question ended: by whom, when and why."""

    __tablename__ = "endings"
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    how: Mapped[Ended] = mapped_column(choice(Ended, "how"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(String(500), default="")
    into_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id"))


class Reopening(Model):
    """A closed question that its asker opened again, and why: for the asker and for staff. Never changed later."""

    __tablename__ = "reopenings"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(String(500))

    __table_args__ = (CheckConstraint("reason <> ''", name="has_reason"),)


class Draft(Model):
    """What somebody is writing, kept as they type; one a person and form."""

    __tablename__ = "drafts"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String(80), primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)

    __table_args__ = (CheckConstraint("length(content) <= 120000", name="content_length"),)


class HeldQuestion(Model):
    """A guest's question, held until the address is confirmed, then published and deleted here."""

    __tablename__ = "held_questions"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(60))
    locale: Mapped[str] = mapped_column(String(10), default="en")
    content: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now, index=True)

    __table_args__ = (CheckConstraint(f"length(content) <= {BODY_MAX * 4}", name="content_length"),)


class ShownBeforeAsking(Model):
    """A similar thread or article that was shown while the question was written, and whether it was opened."""

    __tablename__ = "shown_before_asking"
    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    opened: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (UniqueConstraint("question_id", "post_id"),)


class LinkKind(StrEnum):
    """Why a thread names another."""

    RELATED = "related"
    DUPLICATE = "duplicate"


class ThreadLink(Model):
    """A question that names another one, or was closed as its duplicate."""

    __tablename__ = "thread_links"
    from_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("questions.id"), primary_key=True, index=True)
    kind: Mapped[LinkKind] = mapped_column(choice(LinkKind, "link_kind"), default=LinkKind.RELATED)
