"""By when a reply has to be looked over. Pure."""

from datetime import datetime, timedelta

from app.cases.hours import BusinessHours, due_after, open_between

LEAST = timedelta(minutes=15)


def look_over_by(at: datetime, promised: datetime | None, usual: timedelta, hours: BusinessHours) -> datetime:
    """Half of the open time that is left until the promise to the customer, so that the author can still mend it in time;
    at most the usual time of a next reply, and never less than a quarter of an hour, however late it is already."""
    left = usual
    if promised is not None:
        left = open_between(hours, at, promised) / 2 if promised > at else LEAST
    return due_after(hours, at, max(min(left, usual), LEAST))
