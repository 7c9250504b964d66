"""What the clock does to questions and cases. Each due thing in a transaction of its own, safe to run twice."""

import logging

from sqlalchemy import select

from app.accounts.actors import SYSTEM
from app.activity.log import record
from app.activity.owing import owe, owe_each
from app.activity.registry import job
from app.cases.clocks.lateness import lateness
from app.cases.clocks.queries import due_alarms
from app.cases.jobs import ring
from app.cases.queries import hours_now, open_case_of
from app.cases.recovery import times_said
from app.escalation.actions import escalate
from app.escalation.learning import learn_all
from app.escalation.queries import due_questions
from app.escalation.watching import at_risk, hand_over_at_risk
from app.extensions import db
from app.kit.clock import now
from app.questions import turns
from app.questions.actions.accepting import lapse, remind
from app.questions.events import QuestionEvent
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Owner, Trigger

log = logging.getLogger(__name__)
AT_ONCE = 500
"""As many of each as are asked for in one go; when there are more, the next go follows at once."""


@job
def sweep() -> None:
    """Asks, for everything whose time is over, that its turn is passed on: one bad row stops nothing else.

    What was asked for already is not looked at again, so that rows that cannot be passed on hide no others.
    """
    moment = now()
    questions, alarms = due_questions(moment, AT_ONCE), due_alarms(moment, AT_ONCE)
    owe_each(pass_on, {f"turn:{one}": {"question_id": one} for one in questions})
    owe_each(ring, {f"ring:{one}": {"alarm_id": one} for one in alarms})
    if AT_ONCE in (len(questions), len(alarms)):
        owe(sweep)


@job
def pass_on(question_id: int) -> None:
    """The turn of one question goes on, if its time is still over. Its row is held, so that of two workers one does it."""
    table = Question.__table__
    waits = select(table.c.id).where(table.c.id == question_id, table.c.next_due_at <= now()).with_for_update()
    if db.session.scalar(waits) is None:
        return
    question = question_by_id(question_id)
    match question.owner_state:
        case Owner.COMMUNITY:
            escalate(SYSTEM, question, trigger=Trigger.PEER_WINDOW_OVER)
        case Owner.ASKER if question.reminders < len(turns.REMINDERS):
            remind(SYSTEM, question, **lateness(question.next_due_at, now()))
        case Owner.ASKER:
            lapse(SYSTEM, question)
        case Owner.STAFF:
            _promise_missed(question)


def _promise_missed(question: Question) -> None:
    """Nothing was said in public by the time that was promised there: the page says so, with a new time."""
    if question.trigger is not Trigger.KNOWN_ISSUE and open_case_of(question.id) is None:
        log.warning("question %s is with staff without an open case", question.id)
    standing = question.next_due_at or now()
    missed, new_time = times_said(question.promised_at or standing, standing, question.missed_at, now(), hours_now())
    turns.promise_missed(question, missed=missed, new_time=new_time)
    late = lateness(standing, now())
    record(SYSTEM, QuestionEvent.PROMISE_MISSED, question, thread_id=question.id, **late)


@job
def watch_promises() -> None:
    """Asks that staff begin with what they could not finish in time if peers went on trying."""
    found = at_risk(AT_ONCE)
    owe_each(begin_in_time, {f"risk:{one}": {"question_id": one} for one in found})


@job
def begin_in_time(question_id: int) -> None:
    hand_over_at_risk(question_id)


@job
def learn_windows() -> None:
    """Every night: how soon members solve what is asked in each category."""
    learn_all()
