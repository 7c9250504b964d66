"""The same thing done to many cases by a lead, with one reason: looked at first, then each case by itself.

One that cannot be changed stays as it is and says why; the others are changed. Nobody picks: this is for leads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.accounts.models import User
from app.cases.actions.assigning import assign
from app.cases.actions.severity import change_severity
from app.cases.actions.working import hand_back
from app.cases.models import Case
from app.cases.permissions import can_assign, can_be_given, can_change_severity, can_see_the_team
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.extensions import db
from app.kit.errors import DomainError, Invalid
from app.kit.texts import N_, Text
from app.kit.verdicts import Verdict, no, require

MOST = 100


class Deed(StrEnum):
    ASSIGN = "assign"
    BACK = "back"
    SEVERITY = "severity"


@dataclass(frozen=True)
class Order:
    """What is to be done to each: given to `to`, put back into the queue, or made of this severity."""

    deed: Deed
    reason: str
    to: User | None = None
    severity: Severity | None = None


@dataclass(frozen=True)
class Changed:
    """One case: what it becomes, or why it stays as it is."""

    case: Case
    change: Text
    problem: Text | None


def look(actor: User, cases: Sequence[Case], order: Order) -> list[Changed]:
    """What would be done, and to which it would not; nothing is changed."""
    _check(actor, cases, order)
    return [Changed(case, _said(case, order), _why_not(_may(actor, case, order))) for case in cases]


def carry_out(actor: User, cases: Sequence[Case], order: Order) -> list[Changed]:
    """Each by itself: what is refused for one is no reason to leave the others."""
    _check(actor, cases, order)
    return [_one(actor, case, order) for case in cases]


def _one(actor: User, case: Case, order: Order) -> Changed:
    said = _said(case, order)
    if problem := _why_not(_may(actor, case, order)):
        return Changed(case, said, problem)
    try:
        with db.session.begin_nested():
            _does(actor, case, order)()
    except DomainError as error:
        return Changed(case, said, Text(error.message, **error.params))
    return Changed(case, said, None)


def _check(actor: User, cases: Sequence[Case], order: Order) -> None:
    require(can_see_the_team(actor))
    if not cases:
        raise Invalid(N_("Choose at least one case."), field="cases")
    if len(cases) > MOST:
        raise Invalid(N_("At most %(most)s cases at a time."), field="cases", most=MOST)
    if not order.reason.strip():
        raise Invalid(N_("Say why."), field="reason")
    if order.deed is Deed.ASSIGN and order.to is None:
        raise Invalid(N_("Choose who gets them."), field="to")
    if order.deed is Deed.SEVERITY and order.severity is None:
        raise Invalid(N_("Choose a severity."), field="severity")


def _may(actor: User, case: Case, order: Order) -> Verdict:
    if order.deed is Deed.SEVERITY and order.severity is not None:
        if order.severity is case.severity:
            return no(N_("It is that already."))
        return can_change_severity(actor, case, order.severity)
    verdict = can_assign(actor, case)
    if verdict and order.deed is Deed.BACK and case.state is CaseState.QUEUED:
        return no(N_("It waits in the queue already."))
    if verdict and order.deed is Deed.ASSIGN and order.to is not None:
        return can_be_given(case, order.to)
    return verdict


def _why_not(verdict: Verdict) -> Text | None:
    return None if verdict else Text(verdict.reason, **verdict.params)


def _said(case: Case, order: Order) -> Text:
    if order.deed is Deed.SEVERITY and order.severity is not None:
        return Text(N_("%(before)s becomes %(after)s"), before=case.severity.value, after=order.severity.value)
    had = case.owner.display_name if case.owner else Text(N_("the queue"))
    if order.deed is Deed.ASSIGN and order.to is not None:
        return Text(N_("from %(had)s to %(name)s"), had=had, name=order.to.display_name)
    return Text(N_("from %(had)s back into the queue"), had=had)


def _does(actor: User, case: Case, order: Order) -> Callable[[], object]:
    to, severity = order.to, order.severity
    if order.deed is Deed.ASSIGN and to is not None:
        return lambda: assign(actor, case, to=to, reason=order.reason)
    if order.deed is Deed.SEVERITY and severity is not None:
        return lambda: change_severity(actor, case, severity=severity, reason=order.reason)
    return lambda: hand_back(actor, case, reason=order.reason)
