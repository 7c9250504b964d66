"""Which word of staff is due first: the private one that the case owes its customer, or the one promised in public on its thread.

A private word does not keep what the thread promises, so whoever works on a case goes by whichever is sooner. The queue does
not: its order is fixed on entry.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.cases.models import Case
from app.cases.states import CaseState
from app.questions.models import Question
from app.questions.states import Owner, Trigger

STAFFS_TURN = (CaseState.QUEUED, CaseState.ASSIGNED, CaseState.WAITING_INTERNAL)
"""Who waits for staff's private word; the others' customers were asked for theirs."""


@dataclass(frozen=True)
class Word:
    """By when, as it was promised, and where."""

    by: datetime
    on_thread: bool


def private_word(one: Case) -> Word | None:
    """What staff owe in private; None when they do not."""
    return Word(one.promised_at or one.deadline, on_thread=False) if one.state in STAFFS_TURN else None


def next_word(one: Case) -> Word | None:
    """What staff owe first of an open case; None when nobody waits for them."""
    private, by = private_word(one), _promised_on_thread(one.question) if one.is_open else None
    if by is None or (private is not None and private.by <= by):
        return private
    return Word(by, on_thread=True)


def _promised_on_thread(question: Question | None) -> datetime | None:
    """The next word on a known issue is the issue's, not that of whoever has the case."""
    if question is None or question.owner_state is not Owner.STAFF or question.trigger is Trigger.KNOWN_ISSUE:
        return None
    return question.promised_at or question.next_due_at


_QUESTIONS = Question.__table__.c


def _of_thread(column: ColumnElement[datetime]) -> ScalarSelect[datetime]:
    query = select(column).where(_QUESTIONS.id == Case.question_id, _QUESTIONS.owner_state == Owner.STAFF)
    return query.where(_QUESTIONS.escalation_trigger != Trigger.KNOWN_ISSUE).correlate(Case.__table__).scalar_subquery()


def _sooner(
    private: ColumnElement[Any] | InstrumentedAttribute[Any], public: ScalarSelect[datetime]
) -> ColumnElement[datetime]:
    return case((public < private, public), else_=func.coalesce(private, public))


def promised() -> ColumnElement[datetime]:
    """The same of open cases, to ask the database by: what was promised first."""
    private = case((Case.state.in_(STAFFS_TURN), func.coalesce(Case.promised_at, Case.deadline)))
    return _sooner(private, _of_thread(func.coalesce(_QUESTIONS.promised_at, _QUESTIONS.next_due_at)))


def standing() -> ColumnElement[datetime]:
    """What happens next to an open case: where a time was missed, the new one."""
    return _sooner(Case.next_due_at, _of_thread(_QUESTIONS.next_due_at))
