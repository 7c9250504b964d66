"""What staff see of a case beside its words: fields, the record in the company's own system, experts, other cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import current_app, url_for

from app.accounts.gates import me, myself
from app.accounts.roles import Role
from app.cases.customer.experts import looks_of
from app.cases.customer.fields import NAMES, fields_of
from app.cases.customer.known import known_of
from app.cases.customer.models import ExpertLook, Field
from app.cases.customer.permissions import can_return
from app.cases.desk.queries import changes_of
from app.cases.models import Case
from app.cases.queries import others_of
from app.cases.rounds import goes_to_a_lead
from app.kit.texts import N_, Text
from app.kit.verdicts import Verdict

ASKED = N_("asked: %(asked)s; not given yet")


@dataclass(frozen=True)
class Inside:
    fields: list[tuple[Text, str | Text]]
    askable: list[Field]
    perhaps: list[str]
    """Numbers the customer wrote that may be what one would ask for."""
    crm: str
    looks: Sequence[ExpertLook]
    others: list[tuple[str, str]]
    back: Verdict
    third: bool
    leads: bool
    file: Callable[[str], str]


def inside_of(case: Case) -> Inside:
    rows, known = fields_of(case.id), known_of(case)
    return Inside(
        fields=[(Text(NAMES[one]), row.value or Text(ASKED, asked=row.asked_at)) for one, row in rows.items()],
        askable=[field for field in Field if field not in rows and field not in known.values],
        perhaps=known.unnamed,
        crm=crm_address(case),
        looks=looks_of(case.id),
        others=[
            (url_for("cases.show", reference=one.reference), one.reference[:6].upper())
            for one in others_of(myself(), case)
        ],
        back=can_return(myself(), case),
        third=case.owner_id is not None and goes_to_a_lead(changes_of(case.id)),
        leads=me().has(Role.LEAD),
        file=lambda reference: url_for("cases.case_file", reference=case.reference, file=reference),
    )


def crm_address(case: Case) -> str:
    """Where the customer's record is, by the pattern of the settings; empty without either."""
    pattern = current_app.config["CRM_URL"]
    return pattern.replace("{id}", case.crm_id) if pattern and case.crm_id else ""
