"""What happens in a thread: to the asker, the authors concerned, and whoever follows it."""

from app.activity.models import Event
from app.activity.registry import reacts_to
from app.extensions import db
from app.knowledge.models import Article
from app.notifications.addressees import answerers, followers, open_thread
from app.notifications.closing_note import told_with_closing
from app.notifications.kinds import Kind
from app.notifications.telling import tell
from app.posts.addresses import address_of
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Comment
from app.questions.permissions import REOPEN_WITHIN
from app.questions.states import State, Trigger


@reacts_to(QuestionEvent.ANSWERED)
def answered(event: Event) -> None:
    question = open_thread(event.thread_id)
    answer = db.session.get(Answer, event.subject_id)
    if question is None or answer is None or not answer.is_visible:
        return
    asker = [] if told_with_closing(answer) else [question.author_id]
    groups = (asker, Kind.ANSWERED), (followers(question), Kind.ANSWERED_FOLLOWED)
    tell(event, *groups, url=address_of(answer), post_id=answer.id)


@reacts_to(QuestionEvent.COMMENTED)
def commented(event: Event) -> None:
    """On a question, an answer, or an article: its author first, then the asker, then whoever follows."""
    comment = db.session.get(Comment, event.subject_id)
    if comment is None or not comment.is_visible:
        return
    on = db.session.get_one(Post, comment.on_id)
    question = open_thread(event.thread_id)
    if question is None and not isinstance(on, Article):
        return
    concerned = [on.author_id] if question is None else [on.author_id, question.author_id]
    following = [] if question is None else followers(question)
    groups = (concerned, Kind.COMMENTED), (following, Kind.COMMENTED_FOLLOWED)
    tell(event, *groups, url=address_of(comment), post_id=comment.id)


@reacts_to(QuestionEvent.ACCEPTED)
def accepted(event: Event) -> None:
    question = open_thread(event.thread_id)
    answer = db.session.get(Answer, event.subject_id)
    if question is None or answer is None or not answer.is_visible:
        return
    by_staff = bool(event.data.get("by_staff"))
    tell(
        event,
        ([question.author_id] if by_staff else [], Kind.ACCEPTED_FOR_YOU),
        ([answer.author_id], Kind.ACCEPTED_BY_STAFF if by_staff else Kind.ACCEPTED),
        (followers(question), Kind.SOLVED_FOLLOWED),
        url=address_of(answer),
        post_id=answer.id,
    )


@reacts_to(QuestionEvent.REMINDED)
def reminded(event: Event) -> None:
    question = open_thread(event.thread_id)
    if question is not None and question.state is State.ANSWERED:
        tell(event, ([question.author_id], Kind.REMINDED), url=address_of(question), post_id=question.id)


@reacts_to(QuestionEvent.ESCALATED)
def escalated(event: Event) -> None:
    """Staff have it now: said with the time that was promised, unless the asker called them and knows. Of a known issue
    is told by itself."""
    question = open_thread(event.thread_id)
    if event.data.get("trigger") == Trigger.KNOWN_ISSUE.value:
        return
    if question is not None and question.promised_at is not None:
        group = [question.author_id], Kind.ESCALATED
        tell(event, group, url=address_of(question), post_id=question.id, staff_by=question.promised_at)


@reacts_to(QuestionEvent.LAPSED)
def lapsed(event: Event) -> None:
    question = open_thread(event.thread_id)
    if question is not None and question.lapsed_at is not None:
        group = [question.author_id], Kind.LAPSED
        until = question.lapsed_at + REOPEN_WITHIN
        tell(event, group, url=address_of(question), post_id=question.id, asker_until=until)


@reacts_to(QuestionEvent.REOPENED)
def reopened(event: Event) -> None:
    question = open_thread(event.thread_id)
    if question is not None:
        concerned = [*answerers(question), *followers(question)]
        tell(event, (concerned, Kind.REOPENED), url=address_of(question), post_id=question.id)


@reacts_to(QuestionEvent.MERGED)
def merged(event: Event) -> None:
    """Whoever asked it and whoever follows it read why, and find the answers at the old address as at the new one."""
    question = open_thread(event.thread_id)
    if question is not None and question.ended_at is not None:
        groups = ([question.author_id], Kind.MERGED), (followers(question), Kind.MERGED_FOLLOWED)
        tell(event, *groups, url=address_of(question), post_id=question.id, merged=question.id)


@reacts_to(QuestionEvent.TOOK_IN)
def took_in(event: Event) -> None:
    question = open_thread(event.thread_id)
    if question is not None:
        group = [question.author_id], Kind.TOOK_IN
        tell(event, group, url=address_of(question), post_id=question.id, merged=event.data["merged"])


@reacts_to(QuestionEvent.UNMERGED)
def unmerged(event: Event) -> None:
    question = open_thread(event.data["merged"])
    if question is not None and question.ended_at is None:
        tell(event, ([question.author_id], Kind.UNMERGED), url=address_of(question), post_id=question.id)
