"""Everything the clock drives, on one page: the job's name and how often it runs."""

from datetime import timedelta

EVERY = {
    "escalation.jobs.sweep": timedelta(seconds=15),
    "labels.jobs.expire": timedelta(minutes=1),
    "images.jobs.sweep": timedelta(hours=1),
    "search.jobs.repair": timedelta(hours=1),
    "search.jobs.optimise": timedelta(days=1),
}
