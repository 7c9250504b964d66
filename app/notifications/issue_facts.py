"""What a notification of a known issue quotes: its label, its title, and what was said that time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.kit.errors import Unseen
from app.kit.markup import SourceFormat, excerpt, render
from app.kit.texts import N_, Text
from app.known_issues.held_models import HeldPost
from app.known_issues.models import IssueChange
from app.known_issues.presenting import label_of
from app.known_issues.queries import issue_by_id
from app.known_issues.states import OUTCOME_NAMES, STATE_NAMES
from app.labels.presenting import Label

QUOTED_MAX = 600
Facts = tuple[tuple[Text, Any], ...]


@dataclass(frozen=True)
class AboutIssue:
    label: Label | None = None
    title: str = ""
    facts: Facts = ()


def about_issue(issue_id: int | None, number: int | None) -> AboutIssue:
    """`number` is the change that the notification is about; what is said of the state is as it was then."""
    if not issue_id:
        return AboutIssue()
    try:
        issue = issue_by_id(issue_id)
    except Unseen:
        return AboutIssue()
    query = select(IssueChange).where(IssueChange.issue_id == issue_id)
    change = db.session.scalar(query.where(IssueChange.number == (number or issue.number)))
    if change is None:
        return AboutIssue(label_of(issue), issue.title)
    facts: list[tuple[Text, Any]] = [(Text(N_("State")), Text(STATE_NAMES[change.state]))]
    if issue.outcome is not None and change.number == issue.number:
        facts.append((Text(N_("Outcome")), Text(OUTCOME_NAMES[issue.outcome])))
    if change.source:
        facts.append((Text(N_("What is new")), excerpt(render(change.source, SourceFormat.MARKDOWN).text, QUOTED_MAX)))
    if change.next_update_at is not None:
        facts.append((Text(N_("Next word by")), Text("%(at)s", at=change.next_update_at)))
    return AboutIssue(label_of(issue), issue.title, tuple(facts))


def why_returned(held_id: int | None) -> Facts:
    held = db.session.get(HeldPost, held_id) if held_id else None
    return ((Text(N_("Reason")), Text(held.reason)),) if held is not None and held.reason else ()
