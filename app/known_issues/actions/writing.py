"""Opening a known issue, saying what is new, resolving it, opening it again. Each is a change that stays on record."""

from datetime import datetime
from typing import Any

from app.accounts.models import User
from app.activity.log import Acting, record
from app.extensions import db
from app.kit.clock import now
from app.kit.errors import IllegalMove, Invalid
from app.kit.states import check_move
from app.kit.texts import N_
from app.kit.verdicts import require
from app.known_issues.actions.recording import as_it_is, codes_of, hold, note_change, write
from app.known_issues.events import IssueEvent
from app.known_issues.facts import IssueFacts, check, check_next, check_text
from app.known_issues.models import KnownIssue
from app.known_issues.permissions import can_state
from app.known_issues.queries import asks_for_word, in_its_turn
from app.known_issues.states import ISSUE_MOVES, IssueOutcome, IssueState, Mode, Said
from app.questions import turns


def open_issue(actor: User, facts: IssueFacts) -> KnownIssue:
    """A problem on record from now on."""
    require(can_state(actor))
    check(facts)
    issue = KnownIssue(opened_at=now(), number=0, versions=[], lots=[], symptoms=[])
    write(issue, facts)
    db.session.add(issue)
    note_change(actor, issue, Said.OPENED, facts.text)
    record(actor, IssueEvent.OPENED, issue, **codes_of(issue))
    return issue


def change_issue(actor: User, issue: KnownIssue, facts: IssueFacts, *, news: str, seen: int) -> None:
    """What is new, said with a time for the next word. `seen` is the number of the change that was on the screen."""
    require(can_state(actor))
    hold(issue, seen)
    if not issue.is_open:
        raise IllegalMove(N_("This known issue is resolved. Open it again if it is not over."))
    check_text(news, field="news")
    check(facts, before=issue)
    if facts.state is not issue.state:
        check_move(ISSUE_MOVES, issue.state, facts.state)
    before = as_it_is(issue)
    write(issue, facts)
    issue.missed_at = None
    after = as_it_is(issue)
    note_change(actor, issue, Said.CHANGED, news, **{name: was for name, was in before.items() if after[name] != was})
    for question in db.session.scalars(in_its_turn(issue.id)):
        turns.hand_to_staff(question, facts.next_update_at)
    to: dict[str, Any] = {"to": issue.owner_id} if after["owner"] != before["owner"] else {}
    record(actor, IssueEvent.CHANGED, issue, **codes_of(issue), **to)


def resolve_issue(actor: User, issue: KnownIssue, *, outcome: IssueOutcome | None, news: str, seen: int) -> None:
    """It is over, with an outcome. Each asker is asked whether it is solved for them."""
    require(can_state(actor))
    hold(issue, seen)
    check_move(ISSUE_MOVES, issue.state, IssueState.RESOLVED)
    if outcome is None:
        raise Invalid(N_("Say how it ended."), field="outcome")
    check_text(news, field="news")
    waiting = list(db.session.scalars(in_its_turn(issue.id)))
    issue.state, issue.outcome, issue.resolved_at = IssueState.RESOLVED, outcome, now()
    issue.next_update_at = issue.missed_at = None
    issue.is_incident = issue.everywhere = False
    issue.mode, issue.mode_until, issue.slow_minutes = Mode.NORMAL, None, 0
    note_change(actor, issue, Said.RESOLVED, news)
    for question in waiting:
        turns.await_asker(question)
    record(actor, IssueEvent.RESOLVED, issue, outcome=outcome.value, **codes_of(issue))


def reopen_issue(actor: User, issue: KnownIssue, *, news: str, next_update_at: datetime, seen: int) -> None:
    """It is not over after all: those who have not said that it is solved wait for the next word again."""
    require(can_state(actor))
    hold(issue, seen)
    if issue.is_open:
        raise IllegalMove(N_("This known issue is open."))
    check_text(news, field="news")
    check_next(next_update_at)
    asked = list(db.session.scalars(asks_for_word(issue.id)))
    issue.state, issue.outcome, issue.resolved_at = IssueState.INVESTIGATING, None, None
    issue.next_update_at = next_update_at
    note_change(actor, issue, Said.REOPENED, news)
    for question in asked:
        turns.hand_to_staff(question, next_update_at)
    record(actor, IssueEvent.REOPENED, issue, **codes_of(issue))


def miss_update(actor: Acting, issue: KnownIssue, *, new_time: datetime) -> None:
    """The time of the next word passed without one: that is said to everybody, with a new time."""
    hold(issue)
    issue.missed_at, issue.next_update_at = issue.next_update_at, new_time
    note_change(actor, issue, Said.LATE)
    record(actor, IssueEvent.UPDATE_LATE, issue, **codes_of(issue))


def end_mode(actor: Acting, issue: KnownIssue) -> None:
    """Slow or hold mode is over at its time; the incident goes on."""
    hold(issue)
    before = issue.mode.value
    issue.mode, issue.mode_until, issue.slow_minutes = Mode.NORMAL, None, 0
    note_change(actor, issue, Said.CHANGED, mode=before)
    record(actor, IssueEvent.MODE_ENDED, issue, **codes_of(issue))
