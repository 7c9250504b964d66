"""A problem that was solved asks its one question, in the same transaction; whoever leaves takes their words along."""

from app.accounts.actors import SYSTEM
from app.accounts.events import AccountEvent
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.cases.events import CaseEvent
from app.cases.models import Case
from app.cases.put_together import led_here
from app.cases.queries import case_of
from app.cases.states import CaseState, Outcome
from app.extensions import db
from app.posts.kinds import Voice
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Question
from app.satisfaction.actions import ask_about_case, ask_about_question, erase_with_person, forget_cases


@reacts_to(QuestionEvent.ACCEPTED, at_once=True)
def solved(event: Event) -> None:
    """By the asker's own word alone; whoever solved it themself was helped by nobody."""
    if event.data.get("by_staff") or event.data.get("own"):
        return
    question = db.session.get_one(Question, event.thread_id)
    answer = db.session.get_one(Answer, event.subject_id)
    staff = answer.voice is Voice.COMPANY or case_of(question.id) is not None
    ask_about_question(SYSTEM, question_id=question.id, asker_id=question.author_id, by_staff=staff)


@reacts_to(QuestionEvent.SOLVED_PRIVATELY, at_once=True)
def solved_privately(event: Event) -> None:
    question = db.session.get_one(Question, event.subject_id)
    ask_about_question(SYSTEM, question_id=question.id, asker_id=question.author_id, by_staff=True)


@reacts_to(CaseEvent.CLOSED, at_once=True)
def settled(event: Event) -> None:
    """A private case without a thread: its closing by staff is all that says it is solved. One that was merged goes on
    elsewhere."""
    case = db.session.get_one(Case, event.subject_id)
    if case.question_id is None and case.state is CaseState.RESOLVED and case.outcome is not Outcome.MERGED:
        ask_about_case(SYSTEM, case_id=case.id, asker_id=case.customer_id)


@reacts_to(CaseEvent.CUSTOMER_CHANGED, at_once=True)
def another_s(event: Event) -> None:
    """It was never the case of whoever was asked: the other is asked once it is closed."""
    if event.subject_id is not None:
        forget_cases([event.subject_id, *led_here(event.subject_id)])


@reacts_to(AccountEvent.CLOSED, at_once=True)
def left(event: Event) -> None:
    if event.subject_id is not None:
        erase_with_person(event.subject_id)
