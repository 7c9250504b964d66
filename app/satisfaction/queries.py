"""What was asked of somebody; and for leads what was said, as far as it is not about single people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from app.cases.models import Case
from app.extensions import db
from app.kit.clock import now
from app.satisfaction.interval import LEAST, Share, share_of
from app.satisfaction.models import Satisfaction

SATISFIED = 4
LOOKED_BACK = timedelta(days=90)
COMMENTS = 20


@dataclass(frozen=True)
class Said:
    """`asked` and `said` of the last ninety days; a share of each kind of help, none below ten answers."""

    asked: int
    said: int
    with_staff: Share | None
    by_peers: Share | None
    comments: Sequence[tuple[int, str, datetime]]


def asked_of_question(question_id: int) -> Satisfaction | None:
    return db.session.scalar(select(Satisfaction).where(Satisfaction.question_id == question_id))


def asked_of_case(case_id: int) -> Satisfaction | None:
    return db.session.scalar(select(Satisfaction).where(Satisfaction.case_id == case_id))


def asked_under(case_reference: str) -> Satisfaction | None:
    query = select(Satisfaction).join(Case, Case.id == Satisfaction.case_id)
    return db.session.scalar(query.where(Case.reference == case_reference))


def asked_as(reference: str) -> Satisfaction | None:
    return db.session.scalar(select(Satisfaction).where(Satisfaction.reference == reference))


def said_lately() -> Said:
    """Ask can_read_satisfaction first."""
    since = now() - LOOKED_BACK
    asked = db.session.scalar(select(func.count()).select_from(Satisfaction).where(Satisfaction.asked_at > since)) or 0
    satisfied = func.sum(case((Satisfaction.mark >= SATISFIED, 1), else_=0))
    rows = db.session.execute(
        select(Satisfaction.by_staff, func.count(), satisfied)
        .where(Satisfaction.said_at > since)
        .group_by(Satisfaction.by_staff)
    )
    of = {by_staff: (int(good or 0), n) for by_staff, n, good in rows}
    said = sum(n for _good, n in of.values())
    return Said(
        asked,
        said,
        share_of(*of.get(True, (0, 0))),
        share_of(*of.get(False, (0, 0))),
        _comments(since) if said >= LEAST else [],
    )


def _comments(since: datetime) -> Sequence[tuple[int, str, datetime]]:
    query = select(Satisfaction.mark, Satisfaction.comment, Satisfaction.said_at)
    query = query.where(Satisfaction.said_at > since, Satisfaction.comment != "")
    rows = db.session.execute(query.order_by(Satisfaction.said_at.desc()).limit(COMMENTS))
    return [(mark or 0, comment, at) for mark, comment, at in rows if at is not None]
