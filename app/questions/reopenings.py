"""Why a closed question was opened again, in its asker's words: for the asker and for staff, never for others."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.activity.models import Event
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.questions.events import QuestionEvent
from app.questions.models import Question, Reopening

REASON_MAX = 500


def keep_reason(actor: User, question: Question, reason: str) -> int | None:
    """The number of the row that holds it, for the event; None where no reason was asked for."""
    reason = reason.strip()
    if not reason:
        return None
    if len(reason) > REASON_MAX:
        raise Invalid(N_("A reason has at most %(max)s characters."), field="reason", max=REASON_MAX)
    row = Reopening(question_id=question.id, by_id=actor.id, reason=reason, at=now())
    db.session.add(row)
    db.session.flush()
    return row.id


def reasons_of(events: Sequence[Event]) -> Mapping[int, str]:
    """Event → why. Asks nothing where nothing was opened again."""
    kept = {event.id: event.data.get("reopening") for event in events if event.kind == QuestionEvent.REOPENED.value}
    numbers = [number for number in kept.values() if number is not None]
    if not numbers:
        return {}
    found = {row.id: row.reason for row in db.session.scalars(select(Reopening).where(Reopening.id.in_(numbers)))}
    return {event: found[number] for event, number in kept.items() if number in found}
