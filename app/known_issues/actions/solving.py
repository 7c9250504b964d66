"""The asker's word once an issue is resolved: it is solved for them too, or it is not and staff take it at once."""

from app.accounts.actors import SYSTEM
from app.accounts.models import User
from app.accounts.queries import people_with
from app.accounts.roles import PostingRole
from app.activity.log import Acting, record
from app.cases.actions.opening import open_case
from app.cases.queries import open_case_of
from app.escalation.actions import escalate
from app.escalation.permissions import can_escalate
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import DomainError, IllegalMove
from app.kit.texts import N_
from app.kit.verdicts import require
from app.known_issues.events import IssueEvent
from app.known_issues.models import IssueChange, IssueQuestion
from app.known_issues.permissions import KEEPERS, can_say_whether_solved
from app.known_issues.queries import standing_row
from app.known_issues.states import Said
from app.posts.kinds import PostKind, Voice
from app.posts.voices import COMPANY_ROLES, roles_to_write_in
from app.questions.actions.accepting import accept
from app.questions.actions.answering import answer
from app.questions.actions.asking import reopen
from app.questions.brakes import ask_brakes, ask_thread_brakes
from app.questions.models import Question
from app.questions.permissions import can_answer, can_reopen
from app.questions.states import State, Trigger


def say_solved(actor: User, question: Question) -> None:
    """What was said when the issue was resolved becomes the company's answer to this question, and the asker accepts it."""
    row = _row_to_say_on(actor, question)
    change = _what_was_said(row)
    speaker, role = _who_says_it(question, change.by_id, row.issue.owner_id)
    row.solved, row.solved_said_at = True, now()
    posted = answer(speaker, question, body=change.source, role=role)
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


def _who_says_it(question: Question, *first: int | None) -> tuple[User, PostingRole]:
    """Whoever resolved the issue, or else whoever has it, or else one of staff: somebody who may answer here now. That one of
    them learns, left, or waits for their turn is no business of the asker's."""
    by_id = {one.id: one for one in people_with(*KEEPERS) if one.closed_at is None}
    for speaker in dict.fromkeys([*(by_id[one] for one in first if one in by_id), *by_id.values()]):
        roles = [role for role in roles_to_write_in(speaker) if role in COMPANY_ROLES]
        if roles and can_answer(speaker, question) and _nothing_stops(speaker, question):
            return speaker, roles[0]
    raise IllegalMove(N_("Nobody of staff is here to confirm it. Say in a comment that it is solved."))


def _nothing_stops(speaker: User, question: Question) -> bool:
    try:
        ask_brakes(speaker, question.product_id, PostKind.ANSWER)
        ask_thread_brakes(speaker, question.id, PostKind.ANSWER, Voice.COMPANY)
    except DomainError:
        return False
    return True


def _what_was_said(row: IssueQuestion) -> IssueChange:
    query = db.select(IssueChange).where(IssueChange.issue_id == row.issue_id, IssueChange.said == Said.RESOLVED)
    return db.session.scalars(query.order_by(IssueChange.number.desc()).limit(1)).one()
