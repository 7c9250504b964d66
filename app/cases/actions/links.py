"""A guest whose link to a case is too old asks for a new one: it goes to the address of the case, to nobody else."""

from app.accounts import limits
from app.accounts.actors import Guest
from app.activity.log import record
from app.cases.customer.links import Opened
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.queries import visible_case


def ask_new_link(opened: Opened, *, address: str) -> Case:
    """Whoever asks is nobody to us, so mails to one address are few."""
    customer, reference = opened.customer, opened.reference
    limits.take(limits.mail("case-link", customer.email or "", address))
    case = visible_case(customer, reference)
    record(Guest(), CaseEvent.LINK_ASKED, case, lists=False)
    return case
