"""Whose turn it is, and until when: the rule that no open question is left without an owner and a due time.

Every change of `owner_state`, `next_due_at`, `promised_at`, `missed_at`, `window_*` and `awaiting_since` is made here,
and only for what happens in public: a case's private words move nothing that anybody else could see.
"""

from datetime import datetime, timedelta

from app.kit.clock import now
from app.questions.models import Question
from app.questions.states import Level, Owner

REMINDERS = (timedelta(hours=24), timedelta(hours=72))
LAPSE_AFTER = timedelta(days=7)
STAFF_FALLBACK = timedelta(hours=8)
"""Until the case says its own due time, in the same transaction."""


def start_window(question: Question, window: timedelta) -> None:
    """With the community, for a whole window."""
    end = now() + window
    question.owner_state, question.next_due_at = Owner.COMMUNITY, end
    question.window_ends_at, question.window_left_seconds = end, None
    question.awaiting_since, question.reminders = None, 0
    _promise(question, None)


def await_asker(question: Question) -> None:
    """An answer awaits the asker's word: the window stands still, reminders follow, then it lapses."""
    moment = now()
    if question.owner_state is Owner.COMMUNITY and question.window_ends_at is not None:
        question.window_left_seconds = max(0, int((question.window_ends_at - moment).total_seconds()))
    question.owner_state = Owner.ASKER
    question.awaiting_since, question.reminders = moment, 0
    question.next_due_at = moment + REMINDERS[0]
    _promise(question, None)


def next_reminder(question: Question) -> None:
    """One reminder was sent: the next one, or the lapse, is due."""
    if question.awaiting_since is None:
        raise ValueError("nobody is awaited")
    question.reminders += 1
    wait = REMINDERS[question.reminders] if question.reminders < len(REMINDERS) else LAPSE_AFTER
    question.next_due_at = question.awaiting_since + wait


def resume(question: Question) -> None:
    """No answer helped: back to whoever has it. The community gets what was left of its window."""
    question.awaiting_since = None
    if question.level is Level.STAFF:
        hand_to_staff(question, now() + STAFF_FALLBACK)
        return
    end = now() + timedelta(seconds=question.window_left_seconds or 0)
    question.owner_state, question.next_due_at = Owner.COMMUNITY, end
    question.window_ends_at, question.window_left_seconds = end, None
    _promise(question, None)


def promise_reply(question: Question, by: datetime) -> None:
    """By when staff reply if the community's window ends without a solution: said while it runs, and kept."""
    _promise(question, by)


def hand_to_staff(question: Question, due: datetime) -> None:
    """With staff, who reply by `due`."""
    question.owner_state, question.next_due_at = Owner.STAFF, due
    question.awaiting_since = None
    _promise(question, due)


def promise_missed(question: Question, *, missed: datetime, new_time: datetime) -> None:
    """Staff did not reply in time: what was promised stays on record, and a new time is said."""
    question.missed_at, question.next_due_at = missed, new_time


def nobody(question: Question) -> None:
    """Solved, lapsed or ended: nothing more is due."""
    question.owner_state = question.next_due_at = None
    question.awaiting_since = None
    _promise(question, None)


def reopen(question: Question, window: timedelta) -> None:
    """Back to the level that last had it, with a fresh window."""
    if question.level is Level.STAFF:
        hand_to_staff(question, now() + STAFF_FALLBACK)
    else:
        start_window(question, window)


def _promise(question: Question, by: datetime | None) -> None:
    question.promised_at, question.missed_at = by, None
