"""By when a reply has to be looked over. Pure."""

from datetime import datetime, timedelta

LEAST = timedelta(minutes=15)


def look_over_by(at: datetime, promised: datetime | None, usual: datetime) -> datetime:
    """Half of what is left until the promise to the customer, so that the author can still mend it in time; at most the
    usual time of a next reply, and never less than a quarter of an hour, however late it is already."""
    latest = max(usual, at + LEAST)
    if promised is None:
        return latest
    return min(latest, at + max((promised - at) / 2, LEAST))
