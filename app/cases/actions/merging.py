"""Two cases of one customer about the same become one. Nothing is lost, and the other's address leads on."""

from sqlalchemy import update

from app.accounts.models import User
from app.activity.log import record
from app.cases.actions.experts import end_all
from app.cases.actions.noting import keep_note
from app.cases.actions.severity import set_severity
from app.cases.actions.standing import standing
from app.cases.actions.working import finish
from app.cases.clocks import turning
from app.cases.coaching.actions import follow_merge
from app.cases.customer.fields import fields_of
from app.cases.customer.models import CaseFile
from app.cases.events import CaseEvent
from app.cases.models import Case, CaseMessage, CaseNote
from app.cases.permissions import can_merge
from app.cases.states import CaseState, Outcome
from app.extensions import db
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require


def merge(actor: User, case: Case, *, into: Case, reason: str) -> Case:
    """`case` is over and leads on to `into`, which has its words, notes, pictures and fields from now on, the graver of the
    two severities and the earlier place. Experts are out of both: what the customer allowed was about one of them."""
    require(can_merge(actor, case))
    for one in sorted((case, into), key=lambda one: one.id):
        if standing(one) is not one:
            raise IllegalMove(N_("One of the two was merged meanwhile. Look again."))
    _check(case, into, reason)
    for one in (case, into):
        end_all(actor, one, merged=True)
    left = _move_fields(case, into)
    db.session.flush()
    for table in (CaseMessage, CaseNote, CaseFile):
        moved = update(table).where(table.case_id == case.id).values(case_id=into.id)
        db.session.execute(moved, execution_options={"synchronize_session": False})
    follow_merge(actor, case, into)
    if case.crm_id and not into.crm_id:
        into.crm_id = case.crm_id
    elif case.crm_id != into.crm_id and case.crm_id:
        left.append(case.crm_id)
    earlier_place(case, into)
    if case.severity < into.severity:
        set_severity(actor, into, severity=case.severity, reason=CaseEvent.MERGED.value)
    keep_note(actor, into, body="\n\n".join([reason.strip(), *(f"`{value}`" for value in left)]))
    case.merged_into_id, case.outcome = into.id, Outcome.MERGED
    if case.is_open:
        finish(actor, case, outcome=Outcome.MERGED)
    record(actor, CaseEvent.MERGED, case, into=into.id)
    return into


def _check(case: Case, into: Case, reason: str) -> None:
    if case.id == into.id:
        raise Invalid(N_("These are the same case."), field="into")
    if case.customer_id != into.customer_id:
        raise Invalid(N_("These are cases of two people: nobody's words go to somebody else."), field="into")
    if not into.is_open:
        raise Invalid(N_("That case is closed. Merge it into this one instead, or reopen it first."), field="into")
    question = case.question
    if question is not None and question.ended_at is None and question.id != into.question_id:
        raise Invalid(
            N_("This case belongs to a public question that goes on. Merge the other one into it."), field="into"
        )
    if not reason.strip():
        raise Invalid(N_("Say why."), field="reason")


def _move_fields(case: Case, into: Case) -> list[str]:
    """What the customer gave, where the other case does not know it; answers what differs, to be kept as a note."""
    known, left = fields_of(into.id), []
    for field, row in fields_of(case.id).items():
        if field not in known:
            row.case_id = into.id
        elif row.value and not known[field].value:
            known[field].value, known[field].given_at = row.value, row.given_at
        elif row.value and row.value != known[field].value:
            left.append(row.value)
    return left


def earlier_place(case: Case, into: Case) -> None:
    """Who waited keeps the wait: the earlier entry and deadline count, and while staff's word is owed, the earlier promise. Of a
    case that is closed nobody waits."""
    if not case.is_open:
        return
    into.entered_at = min(case.entered_at, into.entered_at)
    into.deadline = min(case.deadline, into.deadline)
    owed = (CaseState.QUEUED, CaseState.ASSIGNED, CaseState.WAITING_INTERNAL)
    if case.state not in owed or into.state not in owed or case.promised_at is None or into.promised_at is None:
        return
    if case.promised_at < into.promised_at:
        into.promised_at, into.missed_at, into.next_due_at = case.promised_at, case.missed_at, case.next_due_at
        turning.plan(into, turning.planned_while_running(into))
