"""What is done at once when something happens in a thread."""

from sqlalchemy import bindparam, select

from app.accounts.events import AccountEvent
from app.activity.models import Event
from app.activity.registry import reacts_to
from app.activity.versions import thread_key, touch
from app.extensions import db
from app.kit.errors import IllegalMove
from app.kit.texts import N_
from app.labels.events import LabelEvent
from app.labels.passages import kind_of_thread
from app.posts.events import PostEvent
from app.posts.kinds import PostKind
from app.questions.actions.erasing import erase_with_person
from app.questions.actions.official import follow_label
from app.questions.events import QuestionEvent
from app.questions.models import Answer, Ending, Question
from app.search.marking import mark

NOT_SEARCHED = frozenset(
    {
        QuestionEvent.HELD,
        QuestionEvent.VOTED,
        QuestionEvent.VOTE_UNDONE,
        QuestionEvent.SAID_TOO,
        QuestionEvent.TOO_UNDONE,
        QuestionEvent.SUBSCRIBED,
        QuestionEvent.UNSUBSCRIBED,
        QuestionEvent.NEEDS_STAFF_SAID,
        QuestionEvent.ESCALATED,
        QuestionEvent.REMINDED,
        QuestionEvent.PROMISE_MISSED,
        QuestionEvent.LOCKED,
        QuestionEvent.UNLOCKED,
    }
)
"""Changes nothing that can be found; a vote must not cost the writing of an index."""

_MERGED_INTO = select(Ending.into_id).where(Ending.question_id == bindparam("question"))
OF_QUESTIONS = frozenset({Question.__tablename__, Answer.__tablename__})


@reacts_to(*set(QuestionEvent) - NOT_SEARCHED, at_once=True)
def mark_for_search(event: Event) -> None:
    """The thread is read again by the worker; comments can be on articles too."""
    if not event.thread_id:
        return
    kind = PostKind.QUESTION if event.subject_kind in OF_QUESTIONS else kind_of_thread(event.thread_id)
    if kind is not None:
        mark(kind.value, event.thread_id)


@reacts_to(
    *set(LabelEvent) - {LabelEvent.MADE_OFFICIAL},
    PostEvent.HIDDEN,
    PostEvent.WITHDRAWN,
    PostEvent.RESTORED,
    at_once=True,
)
def keep_one_voice(event: Event) -> None:
    """Whether an answer is the company's voice follows its label; making it official is an action that says so itself."""
    if event.subject_kind == Answer.__tablename__:
        follow_label(db.session.get_one(Answer, event.subject_id))


@reacts_to(QuestionEvent.ANSWERED, QuestionEvent.COMMENTED, at_once=True)
def refuse_what_came_too_late(event: Event) -> None:
    """A merge waits for nobody: what was written into the question meanwhile would be left behind where nobody reads it.
    Asked after the row was written, since only then is a merge that went on at the same time over."""
    if db.session.scalar(_MERGED_INTO, {"question": event.thread_id}) is not None:
        raise IllegalMove(
            N_("While you were writing, this was merged into another question. Copy your text and go there.")
        )


@reacts_to(*PostEvent, *LabelEvent, QuestionEvent.EDITED, at_once=True)
def show_where_it_is_gathered(event: Event) -> None:
    """A merged question is named on the page of the other one: what becomes of it shows there too."""
    if event.subject_kind == Question.__tablename__:
        ending = db.session.get(Ending, event.subject_id)
        if ending is not None and ending.into_id is not None:
            touch(db.session(), thread_key(ending.into_id))


@reacts_to(AccountEvent.CLOSED, at_once=True)
def left(event: Event) -> None:
    if event.subject_id is not None:
        erase_with_person(event.subject_id)
