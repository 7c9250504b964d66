"""A case that was merged while somebody wrote leads on: what they wrote goes to where the case is now."""

from sqlalchemy import select

from app.cases.models import Case
from app.cases.queries import WHOLE
from app.extensions import db


def standing(case: Case) -> Case:
    """The case, held until the end of the transaction, or the one it was merged into: nobody merges it meanwhile."""
    into = db.session.scalar(select(Case.merged_into_id).where(Case.id == case.id).with_for_update())
    if into is None:
        return case
    return standing(db.session.scalars(select(Case).where(Case.id == into).options(*WHOLE)).one())
