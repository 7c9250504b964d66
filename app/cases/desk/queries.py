"""What waits, and what of it may come to whom."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.cases.desk.hands import Hands, Need
from app.cases.desk.models import HandOver, How
from app.cases.models import Case
from app.cases.queue import QueueEntry
from app.cases.rounds import CHANGES_MAX
from app.cases.severity import Severity
from app.cases.states import CaseState
from app.extensions import db

AT_A_TIME = 20

_waiting = select(HandOver.case_id).join(Case, Case.id == HandOver.case_id).where(Case.state == CaseState.QUEUED)
_for_a_lead = _waiting.group_by(HandOver.case_id).having(func.max(HandOver.number) > CHANGES_MAX)
"""Asked once for the whole queue, and not again for each case that waits."""


def entry_of(row: Sequence[Any]) -> QueueEntry:
    number, severity, entered_at, deadline, skill, language = row
    return QueueEntry(number, severity, entered_at, deadline, skill or None, language or None)


_ENTRY = (Case.id, Case.severity, Case.entered_at, Case.deadline, Case.skill, Case.language)
_ORDER = (Case.deadline, Case.entered_at, Case.id)


def for_hands(hands: Hands) -> ColumnElement[bool]:
    """What waits and may come to these hands, in the words of the database; the queue alone says in which order."""
    handed_back = _waiting.where(HandOver.how == How.HANDED_BACK, HandOver.from_id == hands.id)
    wanted = [
        Case.state == CaseState.QUEUED,
        Case.customer_id != hands.id,
        Case.skill.in_(["", *hands.skills]),
        Case.id.not_in(handed_back.correlate(None)),
    ]
    if hands.languages is not None:
        wanted.append(Case.language.in_(["", *hands.languages]))
    if not hands.leads:
        wanted.append(Case.id.not_in(_for_a_lead.correlate(None)))
    return and_(*wanted)


def entries_for(hands: Hands, without: Sequence[int] = ()) -> list[QueueEntry]:
    """The first of what may come to these hands; `without` those that somebody else is just being given."""
    query = select(*_ENTRY).where(for_hands(hands), Case.id.not_in(without)).order_by(*_ORDER).limit(AT_A_TIME)
    return [entry_of(tuple(row)) for row in db.session.execute(query)]


def waiting_count(hands: Hands | None = None) -> int:
    """How many cases wait, in all or for these hands."""
    query = select(func.count()).select_from(Case)
    return db.session.scalar(query.where(for_hands(hands) if hands else Case.state == CaseState.QUEUED)) or 0


def waiting_by_severity() -> list[tuple[Severity, int, datetime]]:
    """(severity, how many wait, the earliest deadline), the gravest first."""
    query = select(Case.severity, func.count(), func.min(Case.deadline)).where(Case.state == CaseState.QUEUED)
    rows = db.session.execute(query.group_by(Case.severity).order_by(Case.severity))
    return [(severity, number, first) for severity, number, first in rows]


def needs() -> list[Need]:
    """All that waits, with who of the desk cannot be given it."""
    handed: dict[int, set[int]] = defaultdict(set)
    changes: dict[int, int] = defaultdict(int)
    query = select(HandOver.case_id, HandOver.how, HandOver.from_id, HandOver.number).join(
        Case, Case.id == HandOver.case_id
    )
    for case_id, how, from_id, number in db.session.execute(query.where(Case.state == CaseState.QUEUED)):
        changes[case_id] = max(changes[case_id], number)
        if how is How.HANDED_BACK and from_id is not None:
            handed[case_id].add(from_id)
    found = []
    staff = [user.id for user in people_with(Role.AGENT, Role.LEAD)]
    rows = db.session.execute(select(*_ENTRY, Case.customer_id).where(Case.state == CaseState.QUEUED))
    for *columns, customer_id in rows:
        entry = entry_of(columns)
        not_for = handed[entry.id] | ({customer_id} & set(staff))
        found.append(Need(entry, frozenset(not_for), changes[entry.id] > CHANGES_MAX))
    return found


def changes_of(case_id: int) -> int:
    """How often somebody gave this case up, or lost it."""
    return db.session.scalar(select(func.max(HandOver.number)).where(HandOver.case_id == case_id)) or 0
