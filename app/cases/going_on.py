"""A case that is over for good, and the newer one of its customer in which it went on."""

from datetime import timedelta

from sqlalchemy import select

from app.cases.models import Case
from app.cases.queries import WHOLE
from app.extensions import db
from app.kit.clock import now

COMES_BACK_WITHIN = timedelta(days=14)


def over_for_good(case: Case) -> bool:
    """Closed so long ago that a word does not bring it back."""
    return case.closed_at is not None and now() > case.closed_at + COMES_BACK_WITHIN


def followed_by(case: Case) -> Case | None:
    """The newest case in which it went on; none of those that came under another account since."""
    query = select(Case).where(Case.earlier_id == case.id, Case.customer_id == case.customer_id)
    return db.session.scalar(query.order_by(Case.id.desc()).limit(1).options(*WHOLE))
