"""Targets by severity."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given

from app.cases.hours import open_between
from app.cases.severity import Severity
from app.cases.sla import SlaPolicy, first_response_due, next_response_due, resolution_due
from tests.cases.calendars import ITALIAN_DESK, any_calendar, moments, rome

POLICY = SlaPolicy()


@pytest.mark.parametrize(
    ("severity", "due"),
    [
        (Severity.S1, rome(2026, 11, 27, 18)),
        (Severity.S2, rome(2026, 11, 30, 10, 30)),
        (Severity.S3, rome(2026, 11, 30, 12, 30)),
        (Severity.S4, rome(2026, 11, 30, 16, 30)),
    ],
)
def test_first_response_of_a_friday_afternoon(severity: Severity, due: datetime) -> None:
    assert first_response_due(POLICY, ITALIAN_DESK, severity, rome(2026, 11, 27, 17, 30)) == due


def test_safety_does_not_wait_for_morning() -> None:
    assert first_response_due(POLICY, ITALIAN_DESK, Severity.S1, rome(2026, 12, 25, 3)) == rome(2026, 12, 25, 3, 30)


def test_next_response_and_resolution() -> None:
    asked = rome(2026, 11, 23, 10)
    assert next_response_due(POLICY, ITALIAN_DESK, asked) == rome(2026, 11, 23, 18)
    dues = [resolution_due(POLICY, ITALIAN_DESK, severity, asked) for severity in Severity]
    # The tenth business day is put off by one: 8 December is a holiday.
    assert dues == [rome(2026, 11, 24, 10), rome(2026, 11, 25, 10), rome(2026, 11, 30, 10), rome(2026, 12, 7, 10)]
    assert resolution_due(POLICY, ITALIAN_DESK, Severity.S4, rome(2026, 11, 30, 10)) == rome(2026, 12, 15, 10)


@any_calendar
@given(at=moments)
def test_the_graver_is_due_no_later(at: datetime) -> None:
    dues = [first_response_due(POLICY, ITALIAN_DESK, severity, at) for severity in Severity]
    assert dues[1:] == sorted(dues[1:])
    assert dues[0] == at + timedelta(minutes=30)
    assert open_between(ITALIAN_DESK, at, dues[3]) == timedelta(hours=8)
