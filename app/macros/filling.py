"""What a case fills into a prepared text: for the customer everything, for the public thread nothing private."""

from datetime import tzinfo

from sqlalchemy import select

from app.accounts.models import User
from app.cases.customer.models import CaseField
from app.cases.models import Case
from app.cases.states import CaseState
from app.catalogue.brand import brand_name
from app.extensions import db
from app.kit.moments import said
from app.macros.placeholders import PRIVATE, Placeholder
from app.questions.models import Question

OWES_A_WORD = frozenset({CaseState.QUEUED, CaseState.ASSIGNED, CaseState.WAITING_INTERNAL})
"""While it is the customer's or the asker's turn, what is due next is theirs: a reminder, or their own word."""


def values_of(
    case: Case, question: Question | None, agent: User, *, public: bool, zone: tzinfo
) -> dict[Placeholder, str]:
    """`zone`: the customer's, in which they read times."""
    given = db.session.scalars(select(CaseField).where(CaseField.case_id == case.id, CaseField.value != ""))
    fields = {row.field.value: row.value for row in given}
    product = question.product if question else case.product
    values = {
        Placeholder.CUSTOMER: case.customer.display_name,
        Placeholder.AGENT: agent.display_name,
        Placeholder.BRAND: brand_name(),
        Placeholder.PRODUCT: product.name if product else "",
        Placeholder.VERSION: question.version.name if question and question.version else "",
        Placeholder.TITLE: (question.title or "") if question else case.title,
        Placeholder.CASE: case.reference[:6].upper(),
        Placeholder.PROMISE: _promise(case, zone),
        Placeholder.ORDER: fields.get("order", ""),
        Placeholder.SERIAL: fields.get("serial", ""),
    }
    return {name: value for name, value in values.items() if value and not (public and name in PRIVATE)}


def _promise(case: Case, zone: tzinfo) -> str:
    """In the customer's language, as they will read it; nothing where staff owe no word."""
    if case.next_due_at is None or case.state not in OWES_A_WORD:
        return ""
    return said(case.next_due_at, "EEE d MMM, HH:mm", zone=zone, locale=case.customer.locale or case.language)
