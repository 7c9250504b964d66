"""Questions come to a known issue and leave it: by what they say, or because somebody says so."""

from typing import Any

from app.accounts.actors import Guest
from app.accounts.models import User
from app.activity.log import Acting, record
from app.cases.actions.working import finish
from app.cases.clocks.queries import policy_now
from app.cases.models import Case
from app.cases.queries import hours_now, open_case_of
from app.cases.severity import Severity
from app.cases.sla import first_response_due
from app.cases.states import CaseState, Outcome
from app.escalation.noticing import notice_no_peer
from app.escalation.permissions import can_escalate
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.known_issues.actions.recording import hold
from app.known_issues.events import IssueEvent
from app.known_issues.models import REASON_MAX, IssueQuestion, KnownIssue
from app.known_issues.permissions import can_attach, can_detach
from app.known_issues.queries import standing_row
from app.known_issues.states import Attached
from app.questions import turns
from app.questions.actions.accepting import hopeful_answers
from app.questions.actions.asking import window_of
from app.questions.events import QuestionEvent
from app.questions.models import Question
from app.questions.states import Level, Owner, State, Trigger

MAY_WAIT_WITH_OTHERS = (Severity.S3, Severity.S4)


def attach(
    actor: User | Guest,
    issue: KnownIssue,
    question: Question,
    *,
    how: Attached,
    because: dict[str, Any] | None = None,
    reason: str = "",
) -> IssueQuestion:
    """The question waits for the issue's next word instead of queueing alone. The community may still answer."""
    require(can_attach(actor, question))
    reason = reason.strip()
    if how is Attached.STAFF and not reason:
        raise Invalid(N_("Say why it belongs to this known issue."), field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="reason", max=REASON_MAX)
    hold(issue)
    if not issue.is_open or issue.next_update_at is None:
        raise IllegalMove(N_("This known issue has just been resolved. Read what helped, and ask if it does not."))
    if (known := standing_row(question.id)) is not None:
        same = known.issue_id == issue.id
        raise IllegalMove(
            N_("This question is attached to this known issue already.")
            if same
            else N_("This question is attached to another known issue. Detach it there first.")
        )
    row = IssueQuestion(
        issue_id=issue.id,
        question_id=question.id,
        how=how,
        because=because or {},
        by_id=actor.id if how is not Attached.MATCHED else None,
        reason=reason,
        at=now(),
    )
    db.session.add(row)
    db.session.flush()
    _wait_for_the_issue(actor, issue, question)
    record(actor, IssueEvent.ATTACHED, question, thread_id=question.id, issue=issue.id, how=how.value)
    return row


def _wait_for_the_issue(actor: Acting, issue: KnownIssue, question: Question) -> None:
    """From the community or from the queue. What somebody of staff has in hand, or what is grave, stays a case."""
    due = issue.next_update_at or now()
    if can_escalate(question):
        question.trigger, question.escalated_at, question.level = Trigger.KNOWN_ISSUE, now(), Level.STAFF
        turns.hand_to_staff(question, due)
        record(actor, QuestionEvent.ESCALATED, question, thread_id=question.id, trigger=Trigger.KNOWN_ISSUE.value)
        return
    case = open_case_of(question.id)
    if case is not None and _only_queues(case) and question.level is Level.STAFF:
        finish(actor, case, outcome=Outcome.KNOWN_ISSUE)
        question.trigger = Trigger.KNOWN_ISSUE
        turns.hand_to_staff(question, due)


def _only_queues(case: Case) -> bool:
    waits = case.state is CaseState.QUEUED and case.owner_id is None and case.first_response_at is None
    return waits and case.severity in MAY_WAIT_WITH_OTHERS and case.trigger is not Trigger.SAFETY_OR_ACCOUNT


def detach(actor: User, question: Question, *, reason: str = "") -> None:
    """It is another problem: the question goes the normal way, with a fresh window, at once."""
    require(can_detach(actor, question))
    row, reason = standing_row(question.id), reason.strip()
    if row is None:
        raise IllegalMove(N_("This question is not attached to a known issue."))
    if actor.id != question.author_id and not reason:
        raise Invalid(N_("Say why it is another problem."), field="reason")
    if len(reason) > REASON_MAX:
        raise Invalid(N_("At most %(max)s characters."), field="reason", max=REASON_MAX)
    waits = has_its_turn(question)
    row.left_at, row.left_by_id, row.left_reason = now(), actor.id, reason
    db.session.flush()
    if waits:
        _begin_anew(question)
    record(actor, IssueEvent.DETACHED, question, thread_id=question.id, issue=row.issue_id)
    if waits:
        notice_no_peer(question)


def has_its_turn(question: Question) -> bool:
    """Whether what happens next to an attached question is the issue's next word, or the asker's on how it ended."""
    if question.level is not Level.STAFF or question.owner_state not in (Owner.STAFF, Owner.ASKER):
        return False
    return question.is_active and open_case_of(question.id) is None


def _begin_anew(question: Question) -> None:
    """With the community, as if it had just been asked; if an answer awaits the asker's word, that comes first."""
    question.level, question.trigger, question.escalated_at = Level.COMMUNITY, None, None
    turns.start_window(question, window_of(question.category, question.tags))
    if question.window_ends_at is not None:
        reply = first_response_due(policy_now(), hours_now(), Severity.S4, question.window_ends_at)
        turns.promise_reply(question, reply)
    if question.state is State.ANSWERED and hopeful_answers(question):
        turns.await_asker(question)
