"""Who is told of what, by the subject of the event."""

from app.notifications.reactions import articles, cases, labels, mails, people, threads

__all__ = ["articles", "cases", "labels", "mails", "people", "threads"]
