"""The triggers that follow from what people do, in the same transaction as their act."""

from app.accounts.actors import SYSTEM
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases.clocks.queries import policy_now
from app.cases.events import CaseEvent
from app.cases.queries import hours_now, private_details
from app.cases.severity import Severity
from app.cases.sla import first_response_due
from app.escalation.actions import escalate
from app.escalation.noticing import notice_no_peer, notice_safety_or_account, notice_said_later
from app.escalation.permissions import can_escalate
from app.escalation.queries import (
    DID_NOT_HELP_TIMES,
    MEMBERS_WHO_SAY_SO,
    POSTS_WITHOUT_ACCEPTANCE,
    leading_answer_id,
    members_who_say_staff,
    posts_below,
    said_not_to_help,
    text_before,
)
from app.extensions import db
from app.labels.algebra import Status
from app.labels.events import LabelEvent
from app.posts.models import Post
from app.questions import turns
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Question
from app.questions.queries import question_by_id
from app.questions.states import Owner, Trigger


@reacts_to(QuestionEvent.ASKED, at_once=True)
def about_safety_or_account(event: Event) -> None:
    """The question is in hand already: an ordinary one costs no query."""
    notice_safety_or_account(db.session.get_one(Question, event.subject_id))


@reacts_to(CaseEvent.DETAILS_KEPT, at_once=True)
def details_about_safety_or_account(event: Event) -> None:
    details = private_details(event.subject_id or 0)
    notice_safety_or_account(db.session.get_one(Question, event.subject_id), details.text if details else "")


@reacts_to(QuestionEvent.ANSWERED, QuestionEvent.COMMENTED, QuestionEvent.EDITED, at_once=True)
def asker_says_more(event: Event) -> None:
    """Harm, money or an account may be named only later. The question is in hand already: what others say costs no query."""
    question = db.session.get_one(Question, event.thread_id)
    if question.author_id != event.actor_id or not question.is_active:
        return
    before = ""
    if event.kind == QuestionEvent.EDITED.value:
        before = text_before(event.subject_id or 0, event.data["revision"])
    notice_said_later(question, db.session.get_one(Post, event.subject_id), before)


@reacts_to(QuestionEvent.ASKED)
def no_peer_expected(event: Event) -> None:
    notice_no_peer(question_by_id(event.subject_id or 0))


def _hand_over(thread_id: int, trigger: Trigger) -> None:
    question = question_by_id(thread_id)
    if can_escalate(question):
        escalate(SYSTEM, question, trigger=trigger)


@reacts_to(QuestionEvent.DID_NOT_HELP, at_once=True)
def two_did_not_help(event: Event) -> None:
    if said_not_to_help(event.thread_id or 0) >= DID_NOT_HELP_TIMES:
        _hand_over(event.thread_id or 0, Trigger.NOT_HELPING)


@reacts_to(QuestionEvent.ANSWERED, QuestionEvent.COMMENTED, at_once=True)
def long_without_acceptance(event: Event) -> None:
    """The posts are counted only while there is somebody to hand the question over."""
    question = db.session.get_one(Question, event.thread_id)
    if can_escalate(question) and posts_below(question.id) >= POSTS_WITHOUT_ACCEPTANCE:
        _hand_over(question.id, Trigger.NOT_HELPING)


@reacts_to(LabelEvent.DISPUTED, at_once=True)
def leading_answer_disputed(event: Event) -> None:
    """The one that leads; and the company's official answer wherever it stands, for until now it was read first."""
    thread_id = event.thread_id
    if thread_id is None or event.subject_kind != Answer.__tablename__:
        return
    if event.data["before"] == Status.OFFICIAL.value or leading_answer_id(thread_id) == event.subject_id:
        _hand_over(thread_id, Trigger.NOT_HELPING)


@reacts_to(QuestionEvent.NEEDS_STAFF_SAID, at_once=True)
def somebody_says_staff(event: Event) -> None:
    thread_id = event.thread_id or 0
    if event.data["expert"] or members_who_say_staff(thread_id) >= MEMBERS_WHO_SAY_SO:
        _hand_over(thread_id, Trigger.EXPERT_REQUEST)


@reacts_to(
    QuestionEvent.ASKED, QuestionEvent.DID_NOT_HELP, QuestionEvent.REOPENED, QuestionEvent.RESTORED, at_once=True
)
def say_by_when_staff_reply(event: Event) -> None:
    """A window began or goes on: what the page says then, "if unsolved, staff reply by …", is kept by whatever hours and
    policy hold then. A later change of either moves no time that was said."""
    question = question_by_id(event.thread_id or 0)
    if question.owner_state is Owner.COMMUNITY and question.window_ends_at is not None:
        turns.promise_reply(
            question, first_response_due(policy_now(), hours_now(), Severity.S4, question.window_ends_at)
        )
