"""A case that was merged while somebody wrote leads on: what they wrote goes to where the case is now."""

from sqlalchemy import inspect, select

from app.cases.models import Case
from app.cases.queries import WHOLE
from app.extensions import db


def standing(case: Case) -> Case:
    """The case, held until the end of the transaction, or the one it was merged into: nobody merges it meanwhile. It is as
    whoever wrote last left it, closed or handed on, and not as it was when it was read."""
    hold(case)
    if case.merged_into_id is None:
        return case
    return standing(_whole(case.merged_into_id))


def hold(case: Case) -> None:
    """Nobody else changes it until the transaction is over; it is as it stands now."""
    had = case.owner_id
    columns = [column.key for column in inspect(Case).column_attrs]
    db.session.refresh(case, columns, with_for_update=True)
    if case.owner_id != had:
        db.session.expire(case, ["owner"])
        _whole(case.id)


def _whole(case_id: int) -> Case:
    return db.session.scalars(select(Case).where(Case.id == case_id).options(*WHOLE)).one()
