"""Reading the history of a label: public, and without names; who acted is said by their part alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import User
from app.accounts.roles import Role
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.labels.algebra import Status
from app.labels.models import CounterEvidence, LabelChange, LabelRow
from app.posts.kinds import Standing
from app.posts.models import Post

CHANGES_MAX = 200

STATUS_NAMES = {
    Status.WITHDRAWN: N_("Removed"),
    Status.CORRECTED: N_("Corrected"),
    Status.DISPUTED: N_("Reports differ"),
    Status.UNOFFICIAL: N_("Unofficial claim"),
    Status.UNREVIEWED: N_("Not reviewed"),
    Status.COMMUNITY_VERIFIED: N_("Agreed by a member panel"),
    Status.STAFF_VERIFIED: N_("Confirmed"),
    Status.OFFICIAL: N_("Official"),
}

PARTS = (
    (Role.MODERATOR, N_("a moderator")),
    (Role.LEAD, N_("a team lead")),
    (Role.AGENT, N_("an agent")),
    (Role.ADMINISTRATOR, N_("an administrator")),
)


def standing_disputes(limit: int = 100) -> Sequence[tuple[Post, datetime]]:
    """Posts of which readers are told that the company is checking, and by when it says more: the soonest first."""
    query = select(Post, LabelRow.update_by).join(LabelRow, LabelRow.post_id == Post.id)
    query = query.where(LabelRow.status == Status.DISPUTED, Post.standing == Standing.VISIBLE)
    query = query.options(joinedload(Post.author), joinedload(Post.origin)).order_by(LabelRow.update_by, Post.id)
    return [(post, by) for post, by in db.session.execute(query.limit(limit)) if by is not None]


@dataclass(frozen=True)
class Changed:
    """One change as the public log tells it."""

    at: datetime
    before: str
    after: str
    by: str
    scope: str
    evidence: str
    fact: str
    reason: str
    until: datetime | None


def last_change_id(post: Post) -> int:
    """The number of the label's last change; 0 if there was none."""
    return db.session.scalar(
        select(LabelChange.id).where(LabelChange.post_id == post.id).order_by(LabelChange.id.desc()).limit(1)
    ) or 0  # fmt: skip


def check_unchanged(post: Post, seen: int) -> None:
    """Raises IllegalMove when somebody changed the label after the page was loaded."""
    if last_change_id(post) != seen:
        raise IllegalMove(N_("Somebody changed this label while you were looking at it. Load the page again."))


def history_of(post: Post) -> list[Changed]:
    """Every change, the latest first."""
    query = select(LabelChange).where(LabelChange.post_id == post.id).order_by(LabelChange.id.desc()).limit(CHANGES_MAX)
    changes = list(db.session.scalars(query))
    people = _people(changes)
    return [
        Changed(
            at=one.at,
            before=STATUS_NAMES[one.before],
            after=STATUS_NAMES[one.after],
            by=_part(people.get(one.by_id or 0), post),
            scope=one.scope,
            evidence=one.evidence,
            fact=one.fact,
            reason="" if one.reason == DETECTED else one.reason,
            until=one.expires_at,
        )
        for one in changes
    ]


DETECTED = "claim"


def _people(changes: Sequence[LabelChange]) -> dict[int, User]:
    ids = {one.by_id for one in changes if one.by_id}
    query = select(User).where(User.id.in_(ids)).options(selectinload(User.grants))
    return {user.id: user for user in db.session.scalars(query)}


def _part(user: User | None, post: Post) -> str:
    if user is None:
        return N_("automatically")
    if user.id == post.author_id and not user.is_staff:
        return N_("its author")
    return next((name for role, name in PARTS if user.holds(role)), N_("an expert"))


def evidence_against(post: Post) -> list[CounterEvidence]:
    """What experts brought against a post and nobody has settled; for staff."""
    query = select(CounterEvidence).where(CounterEvidence.post_id == post.id, CounterEvidence.settled_at.is_(None))
    return list(db.session.scalars(query.order_by(CounterEvidence.id)))
