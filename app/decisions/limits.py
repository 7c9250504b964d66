"""How often somebody may report: enough for a bad day, too little for a machine."""

from datetime import timedelta

from app.accounts.limits import Limit, place
from app.kit.tokens import digest

REPORTS = (10, timedelta(hours=1))


def reports_from(address: str) -> list[Limit]:
    """At most ten notices an hour from one place."""
    return [Limit(f"report-place:{digest(place(address))[:40]}", *REPORTS)]
