"""Votes, "I have this too", following, and saying that staff are needed."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import object_mapper

from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.models import MeToo, NeedsStaff, Question, Subscription, Vote
from app.questions.permissions import can_follow, can_say_needs_staff, can_say_too, can_take_part, can_vote
from app.questions.queries import thread_of


def _added(row: Vote | MeToo | Subscription | NeedsStaff) -> bool:
    """Adds a row that there is once a person; False if it is there, even if a second press came at the same moment."""
    if db.session.get(type(row), object_mapper(row).primary_key_from_instance(row)) is not None:
        return False
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return False
    return True


def _require_open_thread(actor: User, post: Post) -> None:
    question = thread_of(post)
    if question is not None:
        require(can_take_part(actor, question))


def vote(actor: User, post: Post) -> None:
    """ "Useful": one a person and post, however often it is pressed."""
    require(can_vote(actor, post))
    _require_open_thread(actor, post)
    if not _added(Vote(post_id=post.id, user_id=actor.id)):
        return
    post.votes = Post.votes + 1
    record(actor, QuestionEvent.VOTED, post, thread_id=post.thread_id, lists=False)


def undo_vote(actor: User, post: Post) -> None:
    require(can_vote(actor, post))
    _require_open_thread(actor, post)
    found = db.session.get(Vote, (post.id, actor.id))
    if found is None:
        return
    db.session.delete(found)
    post.votes = Post.votes - 1
    record(actor, QuestionEvent.VOTE_UNDONE, post, thread_id=post.thread_id, lists=False)


def say_too(actor: User, question: Question) -> None:
    """ "I have this too": counted once a person; they follow the question from then on."""
    require(can_say_too(actor, question))
    if not _added(MeToo(question_id=question.id, user_id=actor.id)):
        return
    question.too_count = Question.too_count + 1
    follow(actor, question)
    record(actor, QuestionEvent.SAID_TOO, question, thread_id=question.id)


def undo_too(actor: User, question: Question) -> None:
    require(can_say_too(actor, question))
    found = db.session.get(MeToo, (question.id, actor.id))
    if found is None:
        return
    db.session.delete(found)
    question.too_count = Question.too_count - 1
    record(actor, QuestionEvent.TOO_UNDONE, question, thread_id=question.id)


def follow(actor: User, question: Question) -> None:
    require(can_follow(actor, question))
    if _added(Subscription(question_id=question.id, user_id=actor.id)):
        record(actor, QuestionEvent.SUBSCRIBED, question)


def unfollow(actor: User, question: Question) -> None:
    """Always allowed: a suspended person may want to hear no more of it."""
    found = db.session.get(Subscription, (question.id, actor.id))
    if found is not None:
        db.session.delete(found)
        record(actor, QuestionEvent.UNSUBSCRIBED, question)


def say_needs_staff(actor: User, question: Question, *, reason: str) -> None:
    """An expert (or two members) think that staff must look at this. What follows is decided by escalation."""
    require(can_say_needs_staff(actor, question))
    if not reason.strip():
        raise Invalid(N_("Say why it needs staff."), field="reason")
    if _added(NeedsStaff(question_id=question.id, user_id=actor.id, reason=reason.strip())):
        expert = actor.is_expert_of(frozenset(tag.id for tag in question.tags))
        record(actor, QuestionEvent.NEEDS_STAFF_SAID, question, thread_id=question.id, expert=expert)
