"""Who has what an issue is about: those who said so, and those who asked about it. Each is told of an issue once."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.extensions import db
from app.kit.clock import now
from app.kit.database import add_once
from app.known_issues.matching import names
from app.known_issues.models import IssueQuestion, KnownIssue
from app.known_issues.owned_models import OwnedProduct, OwnerTold
from app.known_issues.queries import STANDING
from app.questions.models import Question

ASKED_WITHIN = timedelta(days=365)


def owned_by(user: User) -> Sequence[OwnedProduct]:
    query = select(OwnedProduct).where(OwnedProduct.user_id == user.id).order_by(OwnedProduct.id)
    return db.session.scalars(query.options(joinedload(OwnedProduct.product), joinedload(OwnedProduct.version))).all()


def owners_to_tell(issue: KnownIssue) -> list[int]:
    """Those it concerns who were not told yet and have not asked: whoever asked hears of it with their question."""
    version_ids = [version.id for version in issue.versions]
    concerned = [*_who_said_so(issue, version_ids), *_who_asked(issue, version_ids)]
    told = set(db.session.scalars(select(OwnerTold.user_id).where(OwnerTold.issue_id == issue.id)))
    asked = select(Question.author_id).join(IssueQuestion, IssueQuestion.question_id == Question.id)
    asked = asked.where(IssueQuestion.issue_id == issue.id, STANDING)
    told |= set(db.session.scalars(asked))
    return [user_id for user_id in dict.fromkeys(concerned) if user_id not in told]


def note_told(issue: KnownIssue, user_ids: Sequence[int]) -> None:
    rows = [{"issue_id": issue.id, "user_id": user_id, "at": now()} for user_id in user_ids]
    if rows:
        add_once(db.session(), OwnerTold, *rows)


def _who_said_so(issue: KnownIssue, version_ids: list[int]) -> list[int]:
    """Of an affected version, if any are named; of an affected lot or of none that they know."""
    query = select(OwnedProduct.user_id, OwnedProduct.lot).where(OwnedProduct.product_id == issue.product_id)
    if version_ids:
        query = query.where(OwnedProduct.version_id.in_(version_ids))
    lots = [lot.name for lot in issue.lots]
    rows = db.session.execute(query.order_by(OwnedProduct.user_id)).all()
    return [row.user_id for row in rows if not lots or not row.lot or any(names(row.lot, lot) for lot in lots)]


def _who_asked(issue: KnownIssue, version_ids: list[int]) -> list[int]:
    """About an affected version, in the last year. An issue of certain lots concerns nobody only for having asked."""
    if issue.lots:
        return []
    query = select(Question.author_id).where(Question.product_id == issue.product_id, Question.archived_at.is_(None))
    query = query.where(or_(Question.created_at > now() - ASKED_WITHIN, Question.active_at > now() - ASKED_WITHIN))
    if version_ids:
        query = query.where(Question.version_id.in_(version_ids))
    return list(db.session.scalars(query.distinct().order_by(Question.author_id)))
