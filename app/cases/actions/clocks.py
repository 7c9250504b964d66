"""Open cases without clocks, as after an upgrade, are given some."""

from app.cases.clocks import turning
from app.cases.clocks.queries import without_clocks
from app.cases.models import Case
from app.cases.states import CaseState
from app.extensions import db
from app.kit.clock import now

AT_ONCE = 500


def set_missing_clocks() -> None:
    """What was promised to them stands."""
    for case_id in without_clocks(AT_ONCE):
        case = db.session.get_one(Case, case_id)
        match case.state:
            case CaseState.WAITING_CUSTOMER:
                turning.begin(case, case.entered_at)
                turning.wait_for_customer(case, now())
            case CaseState.ANSWERED if case.next_due_at is not None:
                until = case.next_due_at
                turning.begin(case, case.entered_at)
                turning.rest(case, case.entered_at, until)
            case _:
                turning.begin(case, case.entered_at, promised=case.next_due_at)
