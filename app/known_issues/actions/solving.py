"""The asker's word once an issue is resolved: it is solved for them too, or it is not and staff take it at once."""

from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.accounts.queries import person
from app.activity.log import Acting, record
from app.cases.actions.opening import open_case
from app.cases.queries import open_case_of
from app.escalation.actions import escalate
from app.escalation.permissions import can_escalate
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.kit.verdicts import require
from app.known_issues.events import IssueEvent
from app.known_issues.models import IssueChange, IssueQuestion
from app.known_issues.permissions import can_say_whether_solved
from app.known_issues.queries import standing_row
from app.known_issues.states import Said
from app.posts.voices import COMPANY_ROLES, roles_to_write_in
from app.questions.actions.accepting import accept
from app.questions.actions.answering import answer
from app.questions.actions.asking import reopen
from app.questions.models import Question
from app.questions.permissions import can_answer, can_reopen
from app.questions.states import State, Trigger


def say_solved(actor: User, question: Question) -> None:
    """What was said when the issue was resolved becomes the company's answer to this question, and the asker accepts it."""
    row = _row_to_say_on(actor, question)
    change = _what_was_said(row)
    speaker = person(change.by_id) if change.by_id is not None else None
    roles = [role for role in roles_to_write_in(speaker) if role in COMPANY_ROLES] if speaker is not None else []
    if speaker is None or not roles or not can_answer(speaker, question):
        raise IllegalMove(N_("Whoever resolved this is not here any more. Say in a comment that it is solved."))
    row.solved, row.solved_said_at = True, now()
    posted = answer(speaker, question, body=change.source, role=roles[0])
    accept(actor, posted)
    record(actor, IssueEvent.SOLVED_IT, question, thread_id=question.id, issue=row.issue_id)


def say_not_solved(actor: User, question: Question) -> None:
    """To staff at once, as a case of its own."""
    row = _row_to_say_on(actor, question)
    row.solved, row.solved_said_at = False, now()
    db.session.flush()
    if question.state is State.LAPSED and can_reopen(actor, question):
        reopen(actor, question)
    to_staff(actor, question)
    record(actor, IssueEvent.DID_NOT_SOLVE, question, thread_id=question.id, issue=row.issue_id)


def to_staff(actor: Acting, question: Question) -> None:
    """A case of its own, unless it has one: what was said of the issue did not help."""
    if can_escalate(question):
        escalate(SYSTEM, question, trigger=Trigger.NOT_HELPING)
    elif question.is_active and open_case_of(question.id) is None:
        question.trigger, question.escalated_at = Trigger.NOT_HELPING, now()
        open_case(actor, question, trigger=Trigger.NOT_HELPING)


def _row_to_say_on(actor: User, question: Question) -> IssueQuestion:
    require(can_say_whether_solved(actor, question))
    row = standing_row(question.id)
    if row is None or row.issue.is_open:
        raise IllegalMove(N_("There is nothing to say yet: the known issue is not resolved."))
    if row.solved is not None or question.state is State.SOLVED:
        raise IllegalMove(N_("You have said so already."))
    return row


def _what_was_said(row: IssueQuestion) -> IssueChange:
    query = db.select(IssueChange).where(IssueChange.issue_id == row.issue_id, IssueChange.said == Said.RESOLVED)
    return db.session.scalars(query.order_by(IssueChange.number.desc()).limit(1)).one()
