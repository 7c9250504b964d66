"""Cases that wait, made quickly: rows of the queue as an escalation would leave them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.cases.models import Case
from app.cases.severity import Severity
from app.extensions import db
from app.kit.clock import now

DAY = timedelta(days=1)


def wait(
    customer_id: int,
    *,
    severity: Severity = Severity.S4,
    skill: str = "",
    language: str = "en",
    deadline: datetime | None = None,
    entered_at: datetime | None = None,
) -> Case:
    """One private case in the queue, due in a day if nothing else is said."""
    entered = entered_at or now()
    due = deadline or entered + DAY
    case = Case(
        customer_id=customer_id,
        severity=severity,
        skill=skill,
        language=language,
        entered_at=entered,
        deadline=due,
        promised_at=due,
        next_due_at=due,
    )
    db.session.add(case)
    db.session.flush()
    return case


def line(cases: Iterable[Case | None]) -> list[int | None]:
    return [case.id if case else None for case in cases]
