"""What moderators did to whole threads, read from the log of what happened: merged, and put back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.activity.models import Event
from app.extensions import db
from app.kit.keyset import Page, keyset
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.models import Ending
from app.questions.states import Ended

KINDS = (QuestionEvent.MERGED.value, QuestionEvent.UNMERGED.value)


@dataclass(frozen=True)
class Merge:
    """`reason` stands with the merge alone, and as long as it holds."""

    id: int
    undone: bool
    question_id: int
    title: str
    into_id: int
    into_title: str
    at: datetime
    by: str
    reason: str


def merges(*, after: str | None) -> Page[Merge]:
    """The latest first."""
    query = select(Event).where(Event.kind.in_(KINDS))
    found = keyset(
        query, (Event.id,), after=after, read=lambda page: list(db.session.scalars(page)), key=lambda event: (event.id,)
    )
    return Page(_told(found.items), found.next_cursor)


def _of(event: Event) -> tuple[int, int]:
    """The question that was merged, and the one that holds it."""
    subject = event.subject_id or 0
    if event.kind == QuestionEvent.MERGED.value:
        return subject, int(event.data.get("into", 0))
    return int(event.data.get("merged", 0)), subject


def _told(events: Sequence[Event]) -> list[Merge]:
    pairs = [_of(event) for event in events]
    titles = _titles({number for pair in pairs for number in pair})
    reasons = _reasons({merged for merged, _into in pairs})
    names = _names({event.actor_id for event in events if event.actor_id is not None})
    told = []
    for event, (merged, into) in zip(events, pairs, strict=True):
        undone = event.kind == QuestionEvent.UNMERGED.value
        why, since = reasons.get(merged, ("", None))
        told.append(
            Merge(
                id=event.id,
                undone=undone,
                question_id=merged,
                title=titles.get(merged, ""),
                into_id=into,
                into_title=titles.get(into, ""),
                at=event.at,
                by=names.get(event.actor_id or 0, ""),
                reason=why if not undone and since is not None and since <= event.at else "",
            )
        )
    return told


def _titles(ids: set[int]) -> dict[int, str]:
    return {row.id: row.title or "" for row in db.session.execute(select(Post.id, Post.title).where(Post.id.in_(ids)))}


def _reasons(ids: set[int]) -> dict[int, tuple[str, datetime | None]]:
    query = select(Ending.question_id, Ending.reason, Ending.at).where(Ending.how == Ended.MERGED)
    rows = db.session.execute(query.where(Ending.question_id.in_(ids)))
    return {row.question_id: (row.reason, row.at) for row in rows}


def _names(ids: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(User.id, User.display_name).where(User.id.in_(ids)))
    return {row.id: row.display_name for row in rows}
