"""Votes, "I have this too", following, and saying that staff are needed."""

from app.accounts.models import User
from app.activity.log import record
from app.extensions import db
from app.kit.errors import Invalid
from app.kit.texts import N_
from app.kit.verdicts import require
from app.posts.models import Post
from app.questions.events import QuestionEvent
from app.questions.models import MeToo, NeedsStaff, Question, Subscription, Vote
from app.questions.permissions import can_follow, can_say_needs_staff, can_say_too, can_vote


def vote(actor: User, post: Post) -> None:
    """ "Useful": one a person and post, however often it is pressed."""
    require(can_vote(actor, post))
    if db.session.get(Vote, (post.id, actor.id)) is not None:
        return
    db.session.add(Vote(post_id=post.id, user_id=actor.id))
    post.votes = Post.votes + 1
    record(actor, QuestionEvent.VOTED, post, thread_id=post.thread_id, lists=False)


def undo_vote(actor: User, post: Post) -> None:
    require(can_vote(actor, post))
    found = db.session.get(Vote, (post.id, actor.id))
    if found is None:
        return
    db.session.delete(found)
    post.votes = Post.votes - 1
    record(actor, QuestionEvent.VOTE_UNDONE, post, thread_id=post.thread_id, lists=False)


def say_too(actor: User, question: Question) -> None:
    """ "I have this too": counted once a person; they follow the question from then on."""
    require(can_say_too(actor, question))
    if db.session.get(MeToo, (question.id, actor.id)) is not None:
        return
    db.session.add(MeToo(question_id=question.id, user_id=actor.id))
    question.too_count = Question.too_count + 1
    follow(actor, question)
    record(actor, QuestionEvent.SAID_TOO, question, thread_id=question.id)


def undo_too(actor: User, question: Question) -> None:
    found = db.session.get(MeToo, (question.id, actor.id))
    if found is None:
        return
    db.session.delete(found)
    question.too_count = Question.too_count - 1
    record(actor, QuestionEvent.TOO_UNDONE, question, thread_id=question.id)


def follow(actor: User, question: Question) -> None:
    require(can_follow(actor, question))
    if db.session.get(Subscription, (question.id, actor.id)) is None:
        db.session.add(Subscription(question_id=question.id, user_id=actor.id))
        record(actor, QuestionEvent.SUBSCRIBED, question)


def unfollow(actor: User, question: Question) -> None:
    found = db.session.get(Subscription, (question.id, actor.id))
    if found is not None:
        db.session.delete(found)
        record(actor, QuestionEvent.UNSUBSCRIBED, question)


def say_needs_staff(actor: User, question: Question, *, reason: str) -> None:
    """An expert (or two members) think that staff must look at this. What follows is decided by escalation."""
    require(can_say_needs_staff(actor, question))
    if not reason.strip():
        raise Invalid(N_("Say why it needs staff."), field="reason")
    if db.session.get(NeedsStaff, (question.id, actor.id)) is None:
        db.session.add(NeedsStaff(question_id=question.id, user_id=actor.id, reason=reason.strip()))
        expert = actor.is_expert_of(frozenset(tag.id for tag in question.tags))
        record(actor, QuestionEvent.NEEDS_STAFF_SAID, question, thread_id=question.id, expert=expert)
