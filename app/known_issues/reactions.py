"""What a question does because of a known issue, in the same transaction; and what an issue asks for once it is said."""

from app.accounts.actors import SYSTEM
from app.accounts.events import AccountEvent
from app.activity.models import Event
from app.activity.owing import owe
from app.activity.registry import reacts_to
from app.cases.queries import open_case_of
from app.escalation.permissions import can_escalate
from app.extensions import db
from app.known_issues import braking  # noqa: F401  (what slows down or holds new posts)
from app.known_issues.actions.attaching import attach
from app.known_issues.actions.erasing import erase_with_person
from app.known_issues.actions.solving import to_staff
from app.known_issues.events import IssueEvent
from app.known_issues.jobs import find_questions
from app.known_issues.matching import Asked, best
from app.known_issues.queries import issue_by_id, left_issue_ids, scopes_to_match, standing_row
from app.known_issues.states import Attached
from app.questions import turns
from app.questions.events import QuestionEvent
from app.questions.models import Question
from app.questions.queries import question_by_id
from app.questions.states import Level, Owner


@reacts_to(QuestionEvent.ASKED, at_once=True)
def belongs_to_a_known_issue(event: Event) -> None:
    """Unless what it says must not wait at all: then staff have it already."""
    question = db.session.get_one(Question, event.subject_id)
    if not can_escalate(question):
        return
    scopes = scopes_to_match(question.product_id)
    asked = Asked(f"{question.title}\n{question.text}", question.product_id, question.version_id)
    found = best(scopes, asked) if scopes else None
    if found is not None and found[1] and found[0] not in left_issue_ids(question.id):
        attach(SYSTEM, issue_by_id(found[0]), question, how=Attached.MATCHED, because=found[1].because)


@reacts_to(QuestionEvent.DID_NOT_HELP, QuestionEvent.REOPENED, QuestionEvent.RESTORED, at_once=True)
def back_to_the_issue(event: Event) -> None:
    """It is staff's turn again and no case has it: it waits for the issue's next word, or, if that was the last one,
    goes to staff as a case of its own."""
    question = question_by_id(event.thread_id or 0)
    if question.level is not Level.STAFF or question.owner_state is not Owner.STAFF:
        return
    row = standing_row(question.id)
    if row is None or open_case_of(question.id) is not None:
        return
    if row.issue.next_update_at is not None:
        turns.hand_to_staff(question, row.issue.next_update_at)
    else:
        to_staff(SYSTEM, question)


@reacts_to(IssueEvent.OPENED, IssueEvent.CHANGED, IssueEvent.REOPENED)
def find_what_was_asked_before(event: Event) -> None:
    owe(find_questions, unique=f"known_issue:find:{event.subject_id}", issue_id=event.subject_id)


@reacts_to(AccountEvent.CLOSED, at_once=True)
def left(event: Event) -> None:
    if event.subject_id is not None:
        erase_with_person(event.subject_id)
