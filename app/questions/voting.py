"""What a vote needs to know: whose answer it is, and whether its thread is open. One statement, and no text."""

from functools import cache

from sqlalchemy import Integer, Select, bindparam, select
from sqlalchemy.orm import aliased, contains_eager, load_only

from app.extensions import db
from app.kit.errors import Unseen
from app.questions.models import Answer, Question
from app.questions.queries import Actor, Sight, seen_with, sight_of

_OF_THE_ANSWER = (Answer.kind, Answer.thread_id, Answer.author_id, Answer.standing, Answer.question_id)
_OF_ITS_THREAD = (
    "kind",
    "title",
    "author_id",
    "standing",
    "answers_count",
    "archived_at",
    "ended_at",
    "locked_at",
)


def answer_to_vote_for(actor: Actor, post_id: int) -> Answer:
    """The answer with its question, or Unseen: nothing else is voted for."""
    given = {"id": post_id, "reader": actor.id}
    found = db.session.scalar(_with_thread(sight_of(actor)), given)
    if found is None:
        raise Unseen
    return found


@cache
def _with_thread(sight: Sight) -> Select[Answer]:
    thread, reader = aliased(Question, flat=True), bindparam("reader", type_=Integer)
    seen = seen_with(sight, Answer, reader), seen_with(sight, thread, reader)
    query = select(Answer).join(thread, Answer.question.of_type(thread))
    columns = [getattr(thread, name) for name in _OF_ITS_THREAD]
    query = query.where(Answer.id == bindparam("id"), *seen)
    return query.options(
        load_only(*_OF_THE_ANSWER), contains_eager(Answer.question.of_type(thread)).load_only(*columns)
    )
