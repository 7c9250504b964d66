"""What of a case's past has a reason in somebody's words: hand-overs, changed severities, opening again. For staff alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.cases.desk.models import HandOver, How, SeverityChange
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.extensions import db
from app.kit.texts import N_, Text
from app.questions.models import Reopening

HANDED = {
    How.HANDED_BACK: N_("Handed back by %(by)s"),
    How.ASSIGNED: N_("Given to %(to)s by %(by)s"),
    How.OWNER_AWAY: N_("Back into the queue, since %(before)s is away"),
}
TO_LEAD = N_("Handed back by %(by)s; %(to)s has it, as it changed hands three times")
CHANGED, CHANGED_BY_ITSELF = (
    N_("Severity %(before)s → %(after)s, by %(by)s"),
    N_("Severity %(before)s → %(after)s, by itself"),
)
BY_MERGER = N_("It was merged with another case of the same customer.")
EVENTS = {
    How.HANDED_BACK: CaseEvent.HANDED_BACK,
    How.ASSIGNED: CaseEvent.ASSIGNED,
    How.OWNER_AWAY: CaseEvent.OWNER_AWAY,
}


@dataclass(frozen=True)
class Why:
    """`event`: the kind in the log that says the same, without the reason."""

    text: Text
    at: datetime
    note: Text | str
    event: CaseEvent | None = None


def told_why(case_ids: Sequence[int], question_id: int | None) -> list[Why]:
    """Of the case, of those merged into it, and of its question."""
    return [*_handed(case_ids), *_severities(case_ids), *(_opened_again(question_id) if question_id else ())]


def _handed(case_ids: Sequence[int]) -> Iterator[Why]:
    query = select(HandOver).where(HandOver.case_id.in_(case_ids)).order_by(HandOver.id)
    return _told(db.session.scalars(query).all())


def _told(rows: Sequence[HandOver]) -> Iterator[Why]:
    names = _names({number for row in rows for number in (row.from_id, row.to_id, row.by_id) if number})
    for row in rows:
        text = TO_LEAD if row.how is How.HANDED_BACK and row.to_id else HANDED[row.how]
        who = {"by": row.by_id, "to": row.to_id, "before": row.from_id}
        said = Text(text, **{key: names.get(number or 0, "") for key, number in who.items()})
        yield Why(said, row.at, row.reason, EVENTS[row.how])


def last_handed_back(since: datetime, most: int) -> list[tuple[str, Why]]:
    """The newest first, each with the reference of its case; for leads."""
    query = select(HandOver, Case.reference).join(Case, Case.id == HandOver.case_id)
    query = query.where(HandOver.how == How.HANDED_BACK, HandOver.at > since).order_by(HandOver.id.desc()).limit(most)
    rows = db.session.execute(query).all()
    told = _told([row for row, _reference in rows])
    return [(reference, why) for (_row, reference), why in zip(rows, told, strict=True)]


def _severities(case_ids: Sequence[int]) -> Iterator[Why]:
    query = select(SeverityChange).where(SeverityChange.case_id.in_(case_ids)).order_by(SeverityChange.id)
    rows = db.session.scalars(query).all()
    names = _names({row.by_id for row in rows if row.by_id})
    for row in rows:
        text = CHANGED if row.by_id else CHANGED_BY_ITSELF
        said = Text(text, before=row.before.value, after=row.after.value, by=names.get(row.by_id or 0, ""))
        reason: Text | str = row.reason if row.by_id else Text(row.reason)
        if row.reason == CaseEvent.MERGED.value:
            reason = Text(BY_MERGER)
        yield Why(said, row.at, reason, CaseEvent.SEVERITY_CHANGED)


def _opened_again(question_id: int) -> Iterator[Why]:
    for row in db.session.scalars(select(Reopening).where(Reopening.question_id == question_id).order_by(Reopening.id)):
        yield Why(Text(N_("The asker opened the question again")), row.at, row.reason)


def _names(ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    return {
        row.id: row.display_name
        for row in db.session.execute(select(User.id, User.display_name).where(User.id.in_(ids)))
    }
