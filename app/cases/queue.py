"""The fair queue: who is next depends on the harm, the time of entry and the desk's hours, and on nothing else.

An entry holds no person. Rank, spend, reach, channel and words cannot move a case, because they are not here to be
read; this file imports nothing in which they could be found.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.cases.severity import Severity


@dataclass(frozen=True)
class QueueEntry:
    """A waiting case. `deadline` is that at entry: entry + the target of its severity in business time.

    `skill` and `language` say what an agent needs to take it; None needs nothing special.
    """

    id: int
    severity: Severity
    entered_at: datetime
    deadline: datetime
    skill: str | None = None
    language: str | None = None


def order_key(entry: QueueEntry) -> tuple[datetime, datetime, int]:
    """Earliest deadline first; then first come, first served; the id makes the order total.

    Inside a severity the deadline grows with the entry, so that is first come, first served. Nobody starves: what
    enters after a deadline has a later one itself.
    """
    return entry.deadline, entry.entered_at, entry.id


def next_for(
    entries: Iterable[QueueEntry], skills: Collection[str], languages: Collection[str] | None
) -> QueueEntry | None:
    """The case an agent of these skills and languages is given; None when nothing they can take is waiting."""
    return min((entry for entry in entries if can_take(entry, skills, languages)), key=order_key, default=None)


def can_take(entry: QueueEntry, skills: Collection[str], languages: Collection[str] | None) -> bool:
    """Whether it needs no more than these; `languages` None is any language."""
    skilled = entry.skill is None or entry.skill in skills
    return skilled and (languages is None or entry.language is None or entry.language in languages)
