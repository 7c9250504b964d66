"""Votes, "I have this too", following, and saying that staff are needed."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, update

from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.database import add_once, changed_by, table_of
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.models import MeToo, NeedsStaff, Question, Subscription, Vote
from app.questions.permissions import can_follow, can_say_needs_staff, can_say_too, can_take_part, can_vote
from app.questions.queries import thread_of

_POSTS = table_of(Post)
_VOTES = update(_POSTS).where(_POSTS.c.id == bindparam("post")).values(votes=_POSTS.c.votes + bindparam("by"))


def _added(row: type[Vote | MeToo | Subscription | NeedsStaff], **values: Any) -> bool:
    """Adds a row that there is once a person; False if it is there, even if a second press came at the same moment."""
    return add_once(db.session(), row, values)


def _removed(row: type[Vote | MeToo | Subscription], *where: ColumnElement[bool]) -> bool:
    """Takes a row away; False if it is gone already."""
    return bool(changed_by(db.session(), delete(row).where(*where)))


def _count(post: Post, by: int) -> None:
    db.session.execute(_VOTES, {"post": post.id, "by": by})
    db.session.expire(post, ["votes"])


def _require_open_thread(actor: User, post: Post) -> None:
    question = thread_of(post)
    if question is not None:
        require(can_take_part(actor, question))


def vote(actor: User, post: Post) -> None:
    """ "Useful": one a person and post, however often it is pressed."""
    require(can_vote(actor, post))
    _require_open_thread(actor, post)
    if not _added(Vote, post_id=post.id, user_id=actor.id):
        return
    _count(post, 1)
    record(actor, QuestionEvent.VOTED, post, thread_id=post.thread_id, lists=False)


def undo_vote(actor: User, post: Post) -> None:
    require(can_vote(actor, post))
    _require_open_thread(actor, post)
    if not _removed(Vote, Vote.post_id == post.id, Vote.user_id == actor.id):
        return
    _count(post, -1)
    record(actor, QuestionEvent.VOTE_UNDONE, post, thread_id=post.thread_id, lists=False)


def say_too(actor: User, question: Question) -> None:
    """ "I have this too": counted once a person; they follow the question from then on."""
    require(can_say_too(actor, question))
    if not _added(MeToo, question_id=question.id, user_id=actor.id):
        return
    question.too_count = Question.too_count + 1
    follow(actor, question)
    record(actor, QuestionEvent.SAID_TOO, question, thread_id=question.id)


def undo_too(actor: User, question: Question) -> None:
    require(can_say_too(actor, question))
    if not _removed(MeToo, MeToo.question_id == question.id, MeToo.user_id == actor.id):
        return
    question.too_count = Question.too_count - 1
    record(actor, QuestionEvent.TOO_UNDONE, question, thread_id=question.id)


def follow(actor: User, question: Question) -> None:
    require(can_follow(actor, question))
    if _added(Subscription, question_id=question.id, user_id=actor.id):
        record(actor, QuestionEvent.SUBSCRIBED, question)


def unfollow(actor: User, question: Question) -> None:
    """Always allowed: a suspended person may want to hear no more of it."""
    if _removed(Subscription, Subscription.question_id == question.id, Subscription.user_id == actor.id):
        record(actor, QuestionEvent.UNSUBSCRIBED, question)


def say_needs_staff(actor: User, question: Question, *, reason: str) -> None:
    """An expert (or two members) think that staff must look at this. What follows is decided by escalation."""
    require(can_say_needs_staff(actor, question))
    if not reason.strip():
        raise Invalid(N_("Say why it needs staff."), field="reason")
    if _added(NeedsStaff, question_id=question.id, user_id=actor.id, reason=reason.strip()):
        expert = actor.is_expert_of(frozenset(tag.id for tag in question.tags))
        record(actor, QuestionEvent.NEEDS_STAFF_SAID, question, thread_id=question.id, expert=expert)
