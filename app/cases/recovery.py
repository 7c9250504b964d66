"""The new time after a promise was missed: soon, then less and less often, and always a time to come."""

from datetime import datetime, timedelta

from app.cases.hours import BusinessHours, due_after, open_between

FIRST_RECOVERY = timedelta(hours=1)
LONGEST_RECOVERY = timedelta(hours=8)


def new_times(due: datetime, now: datetime, hours: BusinessHours) -> tuple[datetime, datetime]:
    """(latest time missed, new time) for a due time that has passed, from the due time alone.

    New times follow `due` by 1, 3, 7, 15, 23, 31 … hours of open time: an hour first, then twice as long, at most 8 h.
    They depend on nothing but `due` and the calendar, so a new time stands until it is itself missed, whoever looks
    and however often.
    """
    late = open_between(hours, due, now)
    missed, step = timedelta(0), FIRST_RECOVERY
    while step < LONGEST_RECOVERY and missed + step <= late:
        missed, step = missed + step, min(2 * step, LONGEST_RECOVERY)
    missed += max((late - missed) // step, 0) * step
    return due_after(hours, due, missed), due_after(hours, due, missed + step)


def times_said(
    promised: datetime, standing: datetime, missed: datetime | None, now: datetime, hours: BusinessHours
) -> tuple[datetime, datetime]:
    """(missed, new) of a promise that was not kept, where a new time may have been said already.

    `promised` is what was promised first, `standing` the time that holds now, `missed` the latest one missed so far.
    What was said stays said, also when the hours have changed since: only once `standing` has passed as well a newer
    time is found, and it never names an earlier one as missed.
    """
    if missed is not None and now < standing:
        return missed, standing
    latest, new = new_times(promised, now, hours)
    return max(latest, standing) if standing <= now else latest, new
