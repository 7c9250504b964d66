"""What was asked of the customer, and what they gave."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app.cases.customer.models import CaseField, Field
from app.extensions import db
from app.kit.texts import N_

NAMES = {
    Field.ORDER: N_("Order number"),
    Field.SERIAL: N_("Serial number"),
    Field.CONTACT: N_("How to reach you"),
}
ALREADY_GIVEN = {
    Field.ORDER: N_("They gave the order number already: %(value)s. Nothing is asked twice."),
    Field.SERIAL: N_("They gave the serial number already: %(value)s. Nothing is asked twice."),
    Field.CONTACT: N_("They said already how to reach them: %(value)s. Nothing is asked twice."),
}
ALREADY_ASKED = {
    Field.ORDER: N_("The order number was asked for already (%(asked)s); the customer still sees that."),
    Field.SERIAL: N_("The serial number was asked for already (%(asked)s); the customer still sees that."),
    Field.CONTACT: N_("How to reach them was asked already (%(asked)s); the customer still sees that."),
}
VALUE_MAX = 200


def fields_of(case_id: int) -> dict[Field, CaseField]:
    rows = db.session.scalars(select(CaseField).where(CaseField.case_id == case_id)).all()
    known = {row.field: row for row in rows}
    return {field: known[field] for field in Field if field in known}


def given(rows: Mapping[Field, CaseField]) -> list[tuple[Field, str]]:
    return [(field, row.value) for field, row in rows.items() if row.value]


def awaited(rows: Mapping[Field, CaseField]) -> list[Field]:
    """What was asked for and is not given yet."""
    return [field for field, row in rows.items() if not row.value]


def why_not_asked(field: Field, value: str, asked_at: datetime | None) -> tuple[str, dict[str, object]]:
    """The sentence for whoever asks again, and what fills it."""
    return (ALREADY_GIVEN[field], {"value": value}) if value else (ALREADY_ASKED[field], {"asked": asked_at})


def clean(values: Mapping[Field, str]) -> dict[Field, str]:
    return {field: value for field, raw in values.items() if (value := " ".join(raw.split())[:VALUE_MAX])}
