"""Whether staff asked for a question to go back to the community, and whether the asker has still to answer."""

from app.cases.customer.models import CommunityReturn
from app.cases.models import Case
from app.extensions import db


def return_of(case: Case) -> CommunityReturn | None:
    """Once a question, as it stands now."""
    return db.session.get(CommunityReturn, case.question_id, populate_existing=True) if case.question_id else None


def waiting_return(case: Case) -> CommunityReturn | None:
    """What the asker has still to answer."""
    asked = return_of(case)
    return asked if asked is not None and asked.agreed is None and case.is_open else None
