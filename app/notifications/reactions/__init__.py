"""Who is told of what, by the subject of the event."""

from app.notifications.reactions import (
    approvals,
    articles,
    cases,
    closings,
    coaching,
    identities,
    known_issues,
    labels,
    mails,
    people,
    satisfaction,
    threads,
)

__all__ = [
    "approvals",
    "articles",
    "cases",
    "closings",
    "coaching",
    "identities",
    "known_issues",
    "labels",
    "mails",
    "people",
    "satisfaction",
    "threads",
]
