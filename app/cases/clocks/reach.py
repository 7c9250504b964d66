"""What hours and policy together mean for a case that comes in now: every time it would be given."""

from dataclasses import dataclass
from datetime import datetime

from app.cases.hours import BusinessHours, NeverOpen, Problem, UnusableHours, due_after
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, clock_hours, first_response_due, resolution_due, waiting_days


@dataclass(frozen=True)
class Times:
    """Of a case of one severity: when its lead is warned, when staff's first word is due, when it is to be done."""

    severity: Severity
    warned: datetime
    first: datetime
    solved: datetime


def times_now(hours: BusinessHours, policy: SlaPolicy, at: datetime) -> list[Times]:
    found = []
    for severity in Severity:
        target = policy.first_response[severity]
        warned = due_after(clock_hours(target, hours), at, policy.warn_after(target))
        first = first_response_due(policy, hours, severity, at)
        found.append(Times(severity, warned, first, resolution_due(policy, hours, severity, at)))
    return found


def check_reach(hours: BusinessHours, policy: SlaPolicy, at: datetime) -> None:
    """Raises UnusableHours where exceptions leave so little open that a time could not be named."""
    try:
        times_now(hours, policy, at)
        waiting_days(policy, hours, at)
    except NeverOpen:
        raise UnusableHours(Problem("never_open", where="exceptions")) from None
