"""A word to a case that is over for good opens a new one, linked to it."""

from app.accounts.models import User
from app.activity.log import record
from app.cases.actions.privately import TITLE_MAX, enter
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.severity import Severity
from app.catalogue.models import Product
from app.extensions import db


def follow_up(customer: User, case: Case) -> Case:
    """A new case about the same, linked to the old one, which stays closed."""
    title = case.title or (case.question.title or "" if case.question else "")
    new = enter(
        customer,
        title=title[:TITLE_MAX],
        severity=Severity.S4,
        skill=case.skill,
        language=case.language,
        product=_product_of(case),
        earlier=case,
    )
    record(customer, CaseEvent.OPENED, new, severity=new.severity.value)
    record(customer, CaseEvent.FOLLOWED_UP, case, by=new.id)
    return new


def _product_of(case: Case) -> Product | None:
    number = case.product_id or (case.question.product_id if case.question else None)
    return db.session.get(Product, number) if number else None
