"""What a case fills into a prepared text: for the customer everything, for the public thread nothing private."""

from flask_babel import force_locale, format_datetime
from sqlalchemy import select

from app.accounts.models import User
from app.cases.customer.models import CaseField
from app.cases.models import Case
from app.catalogue.brand import brand_name
from app.extensions import db
from app.macros.placeholders import PRIVATE, Placeholder
from app.questions.models import Question


def values_of(case: Case, question: Question | None, agent: User, *, public: bool) -> dict[Placeholder, str]:
    given = db.session.scalars(select(CaseField).where(CaseField.case_id == case.id, CaseField.value != ""))
    fields = {row.field.value: row.value for row in given}
    values = {
        Placeholder.CUSTOMER: case.customer.display_name,
        Placeholder.AGENT: agent.display_name,
        Placeholder.BRAND: brand_name(),
        Placeholder.PRODUCT: question.product.name if question and question.product else "",
        Placeholder.VERSION: question.version.name if question and question.version else "",
        Placeholder.TITLE: (question.title or "") if question else "",
        Placeholder.CASE: case.reference[:6].upper(),
        Placeholder.PROMISE: _promise(case),
        Placeholder.ORDER: fields.get("order", ""),
        Placeholder.SERIAL: fields.get("serial", ""),
    }
    return {name: value for name, value in values.items() if value and not (public and name in PRIVATE)}


def _promise(case: Case) -> str:
    """In the customer's language, as they will read it."""
    if case.next_due_at is None:
        return ""
    with force_locale(case.customer.locale or case.language):
        return str(format_datetime(case.next_due_at, "EEE d MMM, HH:mm"))
