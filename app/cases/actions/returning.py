"""A question goes back to the community: once, and only if its asker agrees."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import User
from app.activity.log import record
from app.cases.actions.standing import hold
from app.cases.actions.working import finish, note
from app.cases.coaching.permissions import can_send_unseen
from app.cases.customer.models import CommunityReturn
from app.cases.customer.permissions import can_return
from app.cases.customer.returns import waiting_return
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.permissions import can_reply_as_customer
from app.cases.states import Outcome
from app.catalogue.models import Category, Tag
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.questions import turns
from app.questions.actions.asking import window_of
from app.questions.events import QuestionEvent
from app.questions.models import Question, ThreadTag
from app.questions.states import Level

REASON_MAX = 500


def ask_return(actor: User, case: Case, *, reason: str) -> CommunityReturn:
    """Nothing moves until the asker agrees; the clocks go on."""
    require(can_return(actor, case))
    require(can_send_unseen(actor))
    if not reason.strip():
        raise Invalid(N_("Say why; the asker reads this."), field="reason")
    if case.question is None:
        raise IllegalMove(N_("This case was never with the community."))
    asked = CommunityReturn(
        question_id=case.question.id, case_id=case.id, by_id=actor.id, reason=reason.strip()[:REASON_MAX], at=now()
    )
    db.session.add(asked)
    note(actor, case, body=reason)
    record(actor, CaseEvent.RETURN_ASKED, case)
    return asked


def _window(question: Question) -> timedelta:
    of_it = select(ThreadTag.tag_id).where(ThreadTag.question_id == question.id)
    topics = db.session.scalars(select(Tag).where(Tag.id.in_(of_it))).all()
    return window_of(db.session.get_one(Category, question.category_id), topics)


def answer_return(customer: User, case: Case, *, agreed: bool) -> None:
    """Agreed, the community has it for a fresh window, and after that it comes to staff by the same rules as any other."""
    require(can_reply_as_customer(customer, case))
    hold(case)
    asked, question = waiting_return(case), case.question
    if asked is None or question is None or not question.is_active or question.level is not Level.STAFF:
        raise IllegalMove(N_("There is nothing to answer any more."))
    window = _window(question)
    asked.agreed, asked.answered_at = agreed, now()
    record(customer, CaseEvent.RETURN_ANSWERED, case, agreed=agreed)
    if not agreed:
        return
    finish(customer, case, outcome=Outcome.BACK_TO_COMMUNITY)
    question.level = Level.COMMUNITY
    turns.start_window(question, window)
    record(customer, QuestionEvent.GIVEN_BACK, question, thread_id=question.id)
