"""What the clock does to known issues, and what is looked for once one is opened. Each in a transaction of its own."""

from datetime import timedelta

from app.accounts.actors import SYSTEM
from app.activity.owing import owe_each
from app.activity.registry import job
from app.cases.hours import due_after
from app.cases.queries import hours_now
from app.escalation.permissions import can_escalate
from app.kit.clock import now
from app.known_issues.actions.attaching import attach
from app.known_issues.actions.holding import release_in_time
from app.known_issues.actions.writing import end_mode, miss_update
from app.known_issues.held_queries import overdue_posts
from app.known_issues.matching import Asked, match
from app.known_issues.queries import (
    candidates,
    ended_modes,
    issue_by_id,
    late_issues,
    left_issue_ids,
    scope_of,
    standing_row,
)
from app.known_issues.states import Attached, Mode
from app.questions.queries import question_by_id

AT_ONCE = 500
NEW_TIME_AFTER = timedelta(hours=1)
"""Of open time: then the next word is promised anew."""


@job
def watch() -> None:
    """Asks, for every issue whose next word is late or whose slow or hold mode is over, and for every post that was held
    long enough, that it goes on."""
    moment = now()
    owe_each(miss, {f"known_issue:late:{one}": {"issue_id": one} for one in late_issues(moment, AT_ONCE)})
    owe_each(finish_mode, {f"known_issue:mode:{one}": {"issue_id": one} for one in ended_modes(AT_ONCE)})
    owe_each(let_out, {f"held_post:{one}": {"post_id": one} for one in overdue_posts(moment, AT_ONCE)})


@job
def miss(issue_id: int) -> None:
    issue = issue_by_id(issue_id)
    if issue.next_update_at is not None and issue.next_update_at <= now():
        miss_update(SYSTEM, issue, new_time=due_after(hours_now(), now(), NEW_TIME_AFTER))


@job
def finish_mode(issue_id: int) -> None:
    issue = issue_by_id(issue_id)
    if issue.mode is not Mode.NORMAL and issue.mode_until is not None and issue.mode_until <= now():
        end_mode(SYSTEM, issue)


@job
def let_out(post_id: int) -> None:
    release_in_time(post_id)


@job
def find_questions(issue_id: int) -> None:
    """What was asked before and still waits for the community: each that matches is attached."""
    issue = issue_by_id(issue_id)
    if not issue.is_open:
        return
    scope = scope_of(issue)
    found = {
        question_id: {"issue_id": issue.id, "question_id": question_id}
        for question_id, text, product_id, version_id in candidates(issue.product_id)
        if match(scope, Asked(text, product_id, version_id))
    }
    owe_each(attach_found, {f"known_issue:{issue.id}:attach:{one}": args for one, args in found.items()})


@job
def attach_found(issue_id: int, question_id: int) -> None:
    """If it still belongs there and nobody said otherwise meanwhile."""
    issue, question = issue_by_id(issue_id), question_by_id(question_id)
    if not issue.is_open or not can_escalate(question) or issue.id in left_issue_ids(question.id):
        return
    asked = Asked(f"{question.title}\n{question.text}", question.product_id, question.version_id)
    found = match(scope_of(issue), asked)
    if found and standing_row(question.id) is None:
        attach(SYSTEM, issue, question, how=Attached.MATCHED, because=found.because)
