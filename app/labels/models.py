"""The label a post has now, every change of it, and the sentences that carry one of their own.

A post without a row is `unreviewed`, so an import of a hundred thousand posts writes none.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import User
from app.extensions import Model
from app.kit.clock import now
from app.kit.model import choice
from app.labels.algebra import Status


class LabelRow(Model):
    """A post's status with its scope, evidence and end. `revision` is the text that it was given to. The rule is the one by
    which a hidden post was removed, as it was worded then."""

    __tablename__ = "labels"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    status: Mapped[Status] = mapped_column(choice(Status, "status"))
    revision: Mapped[int] = mapped_column(default=1)
    scope: Mapped[str] = mapped_column(String(200), default="")
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    versions: Mapped[str] = mapped_column(String(200), default="")
    evidence: Mapped[str] = mapped_column(String(500), default="")
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    as_of: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    update_by: Mapped[datetime | None]
    fact: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(String(500), default="")
    provisional: Mapped[bool] = mapped_column(default=False)
    earlier: Mapped[bool] = mapped_column(default=False)
    rule_number: Mapped[int | None]
    rule_title: Mapped[str] = mapped_column(String(120), default="")
    rule_title_it: Mapped[str] = mapped_column(String(120), default="")

    set_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        Index("ix_labels_status", "status", "as_of"),
        CheckConstraint("status <> 'disputed' OR update_by IS NOT NULL", name="dispute_has_time"),
        CheckConstraint("status <> 'corrected' OR fact <> ''", name="correction_has_fact"),
        CheckConstraint("length(fact) <= 2000", name="fact_length"),
    )


class LabelChange(Model):
    """One change of a label: append-only."""

    __tablename__ = "label_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    before: Mapped[Status] = mapped_column(choice(Status, "before_status"))
    after: Mapped[Status] = mapped_column(choice(Status, "after_status"))
    scope: Mapped[str] = mapped_column(String(200), default="")
    evidence: Mapped[str] = mapped_column(String(500), default="")
    reason: Mapped[str] = mapped_column(String(500), default="")
    fact: Mapped[str] = mapped_column(Text, default="")
    expires_at: Mapped[datetime | None]

    __table_args__ = (CheckConstraint("length(fact) <= 2000", name="fact_length"),)


class SentenceMark(Model):
    """A sentence of a post that carries a caution of its own, shown beside it, until it is cleared."""

    __tablename__ = "sentence_marks"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    sentence: Mapped[str] = mapped_column(Text)
    status: Mapped[Status] = mapped_column(choice(Status, "mark_status"))
    fact: Mapped[str] = mapped_column(Text, default="")
    update_by: Mapped[datetime | None]
    provisional: Mapped[bool] = mapped_column(default=True)
    at: Mapped[datetime] = mapped_column(default=now)
    cleared_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("status IN ('unofficial', 'disputed', 'corrected')", name="caution"),
        CheckConstraint("length(sentence) <= 2000", name="sentence_length"),
        CheckConstraint("length(fact) <= 2000", name="fact_length"),
    )


class CounterEvidence(Model):
    """What an expert brings against a post. Two of them make a dispute; until then staff alone see it."""

    __tablename__ = "counter_evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    evidence: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_counter_evidence_open",
            "post_id",
            "user_id",
            unique=True,
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )
