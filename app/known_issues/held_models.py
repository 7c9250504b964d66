"""A post that waits for staff while an incident holds what is new about its product."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.kit.tokens import random_reference
from app.known_issues.models import REASON_MAX, KnownIssue
from app.known_issues.states import HeldState
from app.posts.kinds import PostKind
from app.posts.models import BODY_MAX


class HeldPost(Model):
    """What somebody wrote, whole, until staff let it out or its time is over: then it is published as theirs.

    It is no post before: no list, count, feed or search can know of it. `on_id` is what it answers or comments on.
    """

    __tablename__ = "held_posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True, default=random_reference)
    issue_id: Mapped[int] = mapped_column(ForeignKey("known_issues.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[PostKind] = mapped_column(choice(PostKind, "kind"))
    on_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    content: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime | None]
    state: Mapped[HeldState] = mapped_column(choice(HeldState, "state"), default=HeldState.WAITING)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(String(REASON_MAX), default="")
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))

    author: Mapped[User] = relationship(lazy="raise_on_sql", foreign_keys=author_id)
    issue: Mapped[KnownIssue] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"length(content) <= {BODY_MAX * 4}", name="content_length"),
        CheckConstraint("(state = 'waiting') = (due_at IS NOT NULL)", name="nobody_in_silence"),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_has_time"),
        CheckConstraint("(state = 'released') = (post_id IS NOT NULL)", name="released_is_a_post"),
        CheckConstraint("state <> 'returned' OR reason <> ''", name="returned_with_reason"),
        CheckConstraint("(kind = 'question') = (on_id IS NULL)", name="on_something"),
        Index("ix_held_posts_due", "due_at"),
    )
