"""Everything the clock drives, on one page: the job's name and how often it runs."""

from datetime import timedelta

EVERY = {
    "escalation.jobs.sweep": timedelta(seconds=15),
    "cases.jobs.set_clocks": timedelta(hours=1),
    "cases.jobs.forget_held": timedelta(hours=1),
    "questions.jobs.forget_held": timedelta(hours=1),
    "cases.jobs.watch_desk": timedelta(minutes=1),
    "labels.jobs.expire": timedelta(minutes=1),
    "known_issues.jobs.watch": timedelta(seconds=30),
    "images.jobs.sweep": timedelta(hours=1),
    "escalation.jobs.watch_promises": timedelta(seconds=30),
    "escalation.jobs.learn_windows": timedelta(days=1),
    "search.jobs.repair": timedelta(hours=1),
    "search.jobs.optimise": timedelta(days=1),
}

FIRST = frozenset(
    {
        "escalation.jobs.sweep",
        "escalation.jobs.pass_on",
        "escalation.jobs.watch_promises",
        "escalation.jobs.begin_in_time",
        "cases.jobs.ring",
    }
)
"""What is promised within a minute: done before whatever else waits, however many mails that are."""
