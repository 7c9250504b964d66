"""Known issues: those whose questions are attached, those who follow, those who have the product; and who looks after it."""

from app.accounts.queries import people_with
from app.accounts.roles import Role
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.extensions import db
from app.known_issues.events import IssueEvent
from app.known_issues.held_models import HeldPost
from app.known_issues.owners import note_told, owners_to_tell
from app.known_issues.presenting import path_of
from app.known_issues.queries import asker_ids, attached_rows, follower_ids, issue_by_id, standing_row
from app.known_issues.states import Attached
from app.notifications.addressees import open_thread
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.posts.addresses import address_of
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.states import State

ALL = 100_000


@reacts_to(IssueEvent.ATTACHED)
def attached(event: Event) -> None:
    """Unless the asker said so themselves and knows."""
    question = open_thread(event.thread_id)
    if question is None or event.data["how"] == Attached.ASKER.value:
        return
    issue = issue_by_id(event.data["issue"])
    if issue.next_update_at is not None:
        group = [question.author_id], Kind.ISSUE_ATTACHED
        by = issue.next_update_at
        tell(event, group, url=address_of(question), issue=issue.id, number=issue.number, staff_by=by)


@reacts_to(IssueEvent.OPENED)
def opened(event: Event) -> None:
    issue = issue_by_id(event.subject_id or 0)
    tell(event, ([issue.owner_id], Kind.ISSUE_YOURS), url=path_of(issue), issue=issue.id, number=event.data["number"])
    _tell_owners(event)


@reacts_to(IssueEvent.CHANGED, IssueEvent.REOPENED)
def changed(event: Event) -> None:
    issue = issue_by_id(event.subject_id or 0)
    askers = asker_ids(issue.id)
    groups = (askers, Kind.ISSUE_CHANGED), (follower_ids(issue.id), Kind.ISSUE_CHANGED_FOLLOWED)
    tell(event, *groups, url=path_of(issue), issue=issue.id, number=event.data["number"])
    if event.data.get("to"):
        tell(event, ([event.data["to"]], Kind.ISSUE_YOURS), url=path_of(issue), issue=issue.id)
    _tell_owners(event)


def _tell_owners(event: Event) -> None:
    """Before they ask; once, however often it changes."""
    issue = issue_by_id(event.subject_id or 0)
    if not issue.is_open:
        return
    people = owners_to_tell(issue)
    tell(event, (people, Kind.ISSUE_CONCERNS_YOU), url=path_of(issue), issue=issue.id, number=event.data["number"])
    note_told(issue, people)


@reacts_to(IssueEvent.RESOLVED)
def resolved(event: Event) -> None:
    """Each asker is led to their question, where they say whether it is solved."""
    issue = issue_by_id(event.subject_id or 0)
    number = event.data["number"]
    rows = attached_rows(issue.id, limit=ALL)
    for question in (row.question for row in rows):
        group = [question.author_id], Kind.ISSUE_RESOLVED
        tell(event, group, url=address_of(question), issue=issue.id, number=number)
    askers = {row.question.author_id for row in rows}
    followers = [user_id for user_id in follower_ids(issue.id) if user_id not in askers]
    tell(event, (followers, Kind.ISSUE_RESOLVED_FOLLOWED), url=path_of(issue), issue=issue.id, number=number)


@reacts_to(QuestionEvent.REMINDED)
def reminded(event: Event) -> None:
    """A question without an answer of its own waits for one word: whether what was said of the issue solved it."""
    question = open_thread(event.thread_id)
    if question is None or question.state is not State.OPEN:
        return
    row = standing_row(question.id)
    if row is not None and not row.issue.is_open and row.solved is None:
        group = [question.author_id], Kind.ISSUE_RESOLVED
        tell(event, group, url=address_of(question), issue=row.issue_id, number=row.issue.number)


@reacts_to(IssueEvent.UPDATE_LATE)
def late(event: Event) -> None:
    issue = issue_by_id(event.subject_id or 0)
    people = [issue.owner_id, *(lead.id for lead in people_with(Role.LEAD))]
    tell(event, (people, Kind.ISSUE_LATE), url=path_of(issue), once_unread=True, issue=issue.id)


@reacts_to(IssueEvent.POST_HELD)
def post_held(event: Event) -> None:
    issue = issue_by_id(event.data["issue"])
    people = [issue.owner_id, *(lead.id for lead in people_with(Role.LEAD))]
    tell(event, (people, Kind.POST_HELD), url="/known-issues/held", once_unread=True)


@reacts_to(IssueEvent.POST_RELEASED)
def post_released(event: Event) -> None:
    held = db.session.get_one(HeldPost, event.subject_id)
    post = db.session.get(Post, held.post_id) if held.post_id else None
    if post is not None and post.is_visible:
        tell(event, ([held.author_id], Kind.POST_RELEASED), url=address_of(post), post_id=post.id)


@reacts_to(IssueEvent.POST_RETURNED)
def post_returned(event: Event) -> None:
    held = db.session.get_one(HeldPost, event.subject_id)
    tell(event, ([held.author_id], Kind.POST_RETURNED), url=f"/held/{held.reference}", held=held.id)
