"""Who may be told, and who has to do with a thread."""

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.notifications.kinds import MANNERS, Kind
from app.posts.kinds import Standing
from app.questions.models import Answer, Question, Subscription


def may_be_told(user: User, kind: Kind) -> bool:
    """Nobody who never signed up here or has left; whoever is suspended only what concerns that."""
    if user.email is None or user.closed_at is not None:
        return False
    return MANNERS[kind].always or not user.is_suspended


def open_thread(thread_id: int | None) -> Question | None:
    """The question that people may be told about; None for articles, archives, and what is hidden."""
    question = db.session.get(Question, thread_id) if thread_id else None
    if question is None or question.archived_at is not None or question.standing is not Standing.VISIBLE:
        return None
    return question


def followers(question: Question) -> list[int]:
    """Whoever follows it, the asker not among them."""
    query = select(Subscription.user_id).where(Subscription.question_id == question.id).order_by(Subscription.user_id)
    return [user_id for user_id in db.session.scalars(query) if user_id != question.author_id]


def answerers(question: Question) -> list[int]:
    query = select(Answer.author_id).where(Answer.question_id == question.id, Answer.standing == Standing.VISIBLE)
    return [user_id for user_id in db.session.scalars(query.distinct()) if user_id != question.author_id]
