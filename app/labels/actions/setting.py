"""The label itself: what a post has now, and how a change of it is written down."""

from typing import Any

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import Acting, record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.labels.algebra import Status, may_follow
from app.labels.events import LabelEvent
from app.labels.gates import ask_gates, ask_words_gates
from app.labels.models import LabelChange, LabelRow, SentenceMark
from app.posts.kinds import Voice
from app.posts.models import Post

FRESH: dict[str, Any] = {
    "scope": "",
    "product_id": None,
    "versions": "",
    "evidence": "",
    "expires_at": None,
    "update_by": None,
    "fact": "",
    "reason": "",
    "provisional": False,
    "earlier": False,
}
"""What belongs to one status and not to the next. The rule by which a post was removed stays until it is restored."""


def row_of(post: Post) -> LabelRow | None:
    return db.session.get(LabelRow, post.id)


def status_of(post: Post) -> Status:
    row = row_of(post)
    return row.status if row else Status.UNREVIEWED


def standing_marks(post: Post) -> list[SentenceMark]:
    """The sentences of a post that carry a caution of their own."""
    query = select(SentenceMark).where(SentenceMark.post_id == post.id, SentenceMark.cleared_at.is_(None))
    return list(db.session.scalars(query.order_by(SentenceMark.id)))


def set_label(actor: Acting, post: Post, status: Status, event: LabelEvent, **facts: Any) -> LabelRow:
    """Writes the label and its history. Permissions are asked by whoever calls."""
    if post.voice is Voice.COMMUNITY and status is Status.OFFICIAL:
        raise Invalid(N_("What a member wrote can be confirmed, but never official."))
    if status is Status.OFFICIAL:
        ask_gates(actor, post)
    row, before = row_of(post), status_of(post)
    staff = isinstance(actor, User) and actor.is_staff
    if before is not status and not may_follow(before, status, by_staff=staff):
        raise IllegalMove(N_("Only staff can raise this label again."))
    said_already = {name: value for name in FRESH if isinstance(value := getattr(row, name, ""), str)}
    ask_words_gates(actor, post, facts, said_already)
    row = row or _new_row(post)
    for name, value in {**FRESH, **facts}.items():
        setattr(row, name, value)
    row.status, row.revision, row.as_of, row.set_by_id = status, post.revision, now(), actor.id
    _write_down(actor, row, before=before, after=status)
    record(actor, event, post, thread_id=post.thread_id, before=before.value, after=status.value)
    return row


def _new_row(post: Post) -> LabelRow:
    row = LabelRow(post_id=post.id, status=Status.UNREVIEWED, **FRESH)
    db.session.add(row)
    return row


def _write_down(actor: Acting, row: LabelRow, *, before: Status, after: Status, reason: str = "") -> None:
    db.session.add(
        LabelChange(
            post_id=row.post_id,
            by_id=actor.id,
            at=now(),
            before=before,
            after=after,
            scope=row.scope,
            evidence=row.evidence,
            reason=reason or row.reason,
            fact=row.fact,
            expires_at=row.expires_at,
        )
    )


def note_removal(actor: Acting, post: Post, *, number: int, title: str, title_it: str) -> None:
    """By which rule a hidden post was removed: its label says so from now on. The status below is kept for a restoration."""
    row = row_of(post) or _new_row(post)
    row.rule_number, row.rule_title, row.rule_title_it = number, title, title_it or title
    _write_down(actor, row, before=row.status, after=Status.WITHDRAWN, reason=f"{number} · {title}")


def note_restored(actor: Acting, post: Post) -> None:
    """The post is shown again, with the label it had."""
    row = row_of(post) or _new_row(post)
    row.rule_number, row.rule_title, row.rule_title_it = None, "", ""
    _write_down(actor, row, before=Status.WITHDRAWN, after=row.status)
