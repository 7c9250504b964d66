"""A private case came under the wrong account (a second address, somebody's of the family): a lead puts it under the right one."""

from app.accounts import limits
from app.accounts.addresses import clean_address
from app.accounts.models import User
from app.accounts.queries import user_by_email
from app.activity.log import record
from app.cases.actions.experts import end_all
from app.cases.actions.noting import keep_note
from app.cases.actions.standing import hold
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.permissions import can_change_customer
from app.cases.put_together import led_here
from app.extensions import db
from app.kit import edge
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

A_DAY = 20
"""Addresses a lead may try: whoever tries one learns whether somebody has an account with it."""


def note_search(actor: User, case: Case) -> None:
    """That a lead tries an address is counted and stays in the log, whatever comes of it. In transactions of their own: the
    caller's, which only read, is over."""
    who, number = actor.id, case.id
    limits.take([limits.Limit(f"requester:{who}", A_DAY, limits.DAY)])
    with edge.transaction():
        record(db.session.get_one(User, who), CaseEvent.CUSTOMER_SOUGHT, db.session.get_one(Case, number))


def change_customer(actor: User, case: Case, *, email: str, reason: str) -> User:
    """All that was said goes with it, and whoever had it sees nothing of it from now on, nor of the cases that were merged into
    it; both are told. Experts are out: what was allowed was allowed by somebody else."""
    hold(case)
    require(can_change_customer(actor, case))
    to = user_by_email(clean_address(email))
    if to is None or to.closed_at is not None or to.email_confirmed_at is None:
        raise Invalid(N_("No account has confirmed this address."), field="email")
    if to.id == case.customer_id:
        raise Invalid(N_("It is under this account already."), field="email")
    if to.id == actor.id:
        raise Invalid(N_("Somebody else puts it right if it is a case of your own."), field="email")
    if to.id == case.owner_id:
        raise Invalid(N_("They work on this case. Give it to somebody else first."), field="email")
    if not reason.strip():
        raise Invalid(N_("Say why."), field="reason")
    end_all(actor, case)
    before = case.customer_id
    for one in (case, *(db.session.get_one(Case, number) for number in led_here(case.id))):
        one.customer = to
    keep_note(actor, case, body=reason)
    record(actor, CaseEvent.CUSTOMER_CHANGED, case, before=before, after=to.id)
    return to
