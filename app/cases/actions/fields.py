"""Asking a customer for what staff need to know, once; and giving it."""

import re
from collections.abc import Mapping, Sequence

from app.accounts.models import User
from app.activity.log import record
from app.cases.actions.standing import hold
from app.cases.customer.fields import clean, fields_of, why_not_asked
from app.cases.customer.known import known_of
from app.cases.customer.models import CaseField, Field
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.permissions import can_reply_as_customer, can_work
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require

CRM_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


def ask_fields(actor: User, case: Case, *, fields: Sequence[Field]) -> None:
    """Refused, with what is known, for anything that was given, written or asked for before."""
    require(can_work(actor, case))
    rows, known = fields_of(case.id), known_of(case).values if fields else {}
    for field in fields:
        row = rows.get(field)
        if row is not None or field in known:
            sentence, params = why_not_asked(field, known.get(field, ""), row.asked_at if row else None)
            raise Invalid(sentence, field="ask", **params)
    for field in dict.fromkeys(fields):
        db.session.add(CaseField(case_id=case.id, field=field, asked_at=now(), asked_by_id=actor.id))
    if fields:
        record(actor, CaseEvent.FIELDS_ASKED, case, fields=[field.value for field in fields])


def give_fields(actor: User, case: Case, *, values: Mapping[Field, str]) -> list[Field]:
    """What the customer tells; told again, it is put right. Answers what was new. The values are in no event."""
    require(can_reply_as_customer(actor, case))
    known, changed = fields_of(case.id), []
    for field, value in clean(values).items():
        row = known.get(field)
        if row is None:
            row = CaseField(case_id=case.id, field=field)
            db.session.add(row)
        elif row.value == value:
            continue
        row.value, row.given_at = value, now()
        changed.append(field)
    if changed:
        record(actor, CaseEvent.FIELDS_GIVEN, case, fields=[field.value for field in changed])
    return changed


def link_crm(actor: User, case: Case, *, crm_id: str) -> None:
    """The customer's record in the company's own system, by its id; none takes the link away."""
    require(can_work(actor, case))
    hold(case)
    require(can_work(actor, case))
    crm_id = crm_id.strip()
    if crm_id and not CRM_ID.fullmatch(crm_id):
        raise Invalid(N_("Only the record's id: letters, digits, dots, dashes and underscores."), field="crm_id")
    if crm_id != case.crm_id:
        case.crm_id = crm_id
        record(actor, CaseEvent.CRM_LINKED, case, linked=bool(crm_id))
