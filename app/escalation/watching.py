"""Questions of the community whose promised resolution is at risk: found by time, each handed over in a job of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.accounts.actors import SYSTEM
from app.activity.models import Event
from app.cases.clocks.queries import policy_now
from app.cases.hours import open_between
from app.cases.models import Case
from app.cases.queries import hours_now
from app.cases.severity import Severity
from app.cases.states import Outcome
from app.escalation.actions import escalate
from app.escalation.permissions import can_escalate
from app.escalation.risk import is_at_risk, room_for_peers, usual_handling
from app.extensions import db
from app.kit.clock import now
from app.questions.events import QuestionEvent
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Owner, Trigger

LOOKED_BACK = timedelta(days=90)
CASES_MAX = 500
BY_STAFF = (Outcome.OFFICIAL_ANSWER, Outcome.PUBLIC_NOTE, Outcome.SETTLED_PRIVATELY)
ANEW = (QuestionEvent.REOPENED, QuestionEvent.RESTORED, QuestionEvent.UNMERGED)


def room_now() -> timedelta:
    """Business time from asking until staff must begin, by what the desk needed lately."""
    hours = hours_now()
    query = select(Case.assigned_at, Case.closed_at).where(
        Case.closed_at >= now() - LOOKED_BACK, Case.assigned_at.is_not(None), Case.outcome.in_(BY_STAFF)
    )
    rows = db.session.execute(query.order_by(Case.closed_at.desc()).limit(CASES_MAX)).all()
    handled = [open_between(hours, start, end) for start, end in rows if start and end]
    return room_for_peers(policy_now().resolution(hours, Severity.S4).amount, usual_handling(handled, hours))


def at_risk(limit: int) -> Sequence[int]:
    """Questions with the community that were asked, or came back, so long ago. Business time is never longer than wall
    time, so most are left out by the database."""
    room, hours, moment = room_now(), hours_now(), now()
    query = select(Question.id, Question.created_at).where(
        Question.owner_state == Owner.COMMUNITY, Question.created_at <= moment - room
    )
    found = db.session.execute(query.order_by(Question.created_at).limit(limit)).all()
    began = _began_anew([row.id for row in found])
    return [row.id for row in found if is_at_risk(began.get(row.id, row.created_at), moment, room, hours)]


def hand_over_at_risk(question_id: int) -> None:
    """If it is still with the community and at risk when its turn comes."""
    question = question_by_id(question_id)
    if question.owner_state is not Owner.COMMUNITY or not can_escalate(question):
        return
    began = _began_anew([question_id]).get(question_id, question.created_at)
    if is_at_risk(began, now(), room_now(), hours_now()):
        escalate(SYSTEM, question, trigger=Trigger.PROMISE_AT_RISK)


def _began_anew(question_ids: Sequence[int]) -> dict[int, datetime]:
    """When those that came back did so last: what is promised counts from there."""
    query = select(Event.subject_id, func.max(Event.at)).where(
        Event.subject_kind == Question.__tablename__,
        Event.subject_id.in_(question_ids),
        Event.kind.in_([kind.value for kind in ANEW]),
    )
    return {number: at for number, at in db.session.execute(query.group_by(Event.subject_id)) if number is not None}
