"""Wanting to hear of an issue's changes, and not any more."""

from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.database import add_once
from app.kit.verdicts import require
from app.known_issues.events import IssueEvent
from app.known_issues.models import IssueFollower, KnownIssue
from app.questions.permissions import may_take_part


def follow_issue(actor: User, issue: KnownIssue) -> None:
    require(may_take_part(actor))
    if add_once(db.session(), IssueFollower, {"issue_id": issue.id, "user_id": actor.id}):
        record(actor, IssueEvent.FOLLOWED, issue, lists=False)


def unfollow_issue(actor: User, issue: KnownIssue) -> None:
    """Always allowed: a suspended person may want to hear no more of it."""
    row = db.session.get(IssueFollower, (issue.id, actor.id))
    if row is not None:
        db.session.delete(row)
        record(actor, IssueEvent.UNFOLLOWED, issue, lists=False)
