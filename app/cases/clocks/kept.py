"""An SLA clock as a row of the database, and back."""

from datetime import timedelta

from app.cases.clocks.models import CaseClock
from app.cases.clocks.queries import hours_of
from app.cases.hours import ALWAYS_OPEN
from app.cases.sla_clock import SlaClock

_TICK = timedelta(microseconds=1)


def read(row: CaseClock) -> SlaClock:
    """The row as the clock it keeps."""
    return SlaClock(
        hours=ALWAYS_OPEN if row.around_the_clock else hours_of(row.calendar_id),
        target=row.target * _TICK,
        warn_after=row.warn_after * _TICK,
        started_at=row.started_at,
        since=row.since,
        last_turn_at=row.last_turn_at,
        used=row.used * _TICK,
        due_at=row.due_at,
        warned_at=row.warned_at,
    )


def keep(row: CaseClock, clock: SlaClock) -> None:
    """Writes the clock into its row."""
    row.target, row.warn_after, row.used = clock.target // _TICK, clock.warn_after // _TICK, clock.used // _TICK
    row.started_at, row.since, row.last_turn_at = clock.started_at, clock.since, clock.last_turn_at
    row.due_at, row.warned_at = clock.due_at, clock.warned_at
