"""A case that was merged while somebody wrote leads on: what they wrote goes to where the case is now."""

from sqlalchemy import inspect, select

from app.cases.models import Case
from app.cases.queries import WHOLE
from app.extensions import db
from app.kit.database import table_of
from app.questions.models import Question


def standing(case: Case) -> Case:
    """The case, held until the end of the transaction, or the one it was merged into: nobody merges it meanwhile. It is as
    whoever wrote last left it, closed or handed on, and not as it was when it was read."""
    hold(case)
    if case.merged_into_id is None:
        return case
    return standing(_whole(case.merged_into_id))


def hold(case: Case) -> None:
    """Nobody else changes it or its question until the transaction is over; both are as they stand now. The question comes
    first, as with whoever accepts or merges: two who held them the other way round would block each other."""
    if case.question_id is not None:
        _hold_question(case)
    had, columns = case.owner_id, [column.key for column in inspect(Case).column_attrs]
    db.session.refresh(case, columns, with_for_update=True)
    if case.owner_id != had:
        db.session.expire(case, ["owner"])
        _whole(case.id)


def _hold_question(case: Case) -> None:
    table, mapper = table_of(Question), inspect(Question)
    held = select(table.c.id).where(table.c.id == case.question_id)
    db.session.execute(held.with_for_update(key_share=True))
    question = inspect(case).dict.get("question")
    if question is not None:
        own = [mapper.get_property_by_column(column).key for column in table.columns if not column.primary_key]
        db.session.refresh(question, own)


def _whole(case_id: int) -> Case:
    return db.session.scalars(select(Case).where(Case.id == case_id).options(*WHOLE)).one()
