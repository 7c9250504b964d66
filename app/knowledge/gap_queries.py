"""Reading content gaps: for editors alone, since people's own words and addresses stand in them."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Unseen
from app.kit.keyset import Page, keyset
from app.kit.verdicts import require
from app.knowledge.models import ContentGap, GapReporter
from app.knowledge.permissions import Actor, can_see_desk
from app.knowledge.states import GapState

ANSWER_WITHIN = timedelta(days=14)
"""Ten business days, said as the two weeks that they are."""


def is_late(gap: ContentGap) -> bool:
    return gap.state is GapState.OPEN and now() - gap.at > ANSWER_WITHIN


def visible_gap(actor: Actor, gap_id: int) -> ContentGap:
    require(can_see_desk(actor))
    query = select(ContentGap).where(ContentGap.id == gap_id)
    found = db.session.scalar(query.options(selectinload(ContentGap.reporters).joinedload(GapReporter.user)))
    if found is None:
        raise Unseen
    return found


def gaps_page(actor: Actor, *, state: GapState, after: str | None = None) -> Page[ContentGap]:
    """Open ones by how many looked for it, closed ones by when they were closed."""
    require(can_see_desk(actor))
    query = select(ContentGap).where(ContentGap.state == state)
    first = ContentGap.times if state is GapState.OPEN else ContentGap.closed_at
    return keyset(
        query,
        (first, ContentGap.id),
        after=after,
        read=lambda page: list(db.session.scalars(page)),
        key=lambda gap: (gap.times if state is GapState.OPEN else gap.closed_at, gap.id),
    )


def open_gaps() -> int:
    return db.session.scalar(select(func.count()).where(ContentGap.state == GapState.OPEN)) or 0


def reporters_of(gap_id: int) -> list[GapReporter]:
    """Everybody to tell when the gap is closed: members by their account, guests by the address they left."""
    query = select(GapReporter).where(GapReporter.gap_id == gap_id).order_by(GapReporter.id)
    told = db.session.scalars(query.options(joinedload(GapReporter.user)))
    return [reporter for reporter in told if reporter.user_id is not None or reporter.email]
