"""Where a question that was merged is read now, and what was merged into one."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.posts.kinds import Standing
from app.questions.models import Ending, Question
from app.questions.queries import Actor, seen_by, visible_to
from app.questions.states import Ended

STEPS_MAX = 20


def gathered_in(actor: Actor, question_id: int) -> Question | None:
    """The question that this one was merged into, at the end of the chain if that was merged too. None if it was not
    merged, and when a person may not see where it went: an address must not tell what is hidden."""
    place, seen = question_id, {question_id}
    for _step in range(STEPS_MAX):
        into = db.session.scalar(select(Ending.into_id).where(Ending.question_id == place, Ending.how == Ended.MERGED))
        if into is None or into in seen:
            break
        place = into
        seen.add(into)
    if place == question_id:
        return None
    return db.session.scalar(visible_to(actor).where(Question.id == place))


def merged_into(actor: Actor, question: Question) -> list[Question]:
    """The questions that were merged into this one and may be read, in the order they were asked."""
    gone = select(Ending.question_id).where(Ending.into_id == question.id, Ending.how == Ended.MERGED)
    query = select(Question).where(Question.id.in_(gone), Question.standing == Standing.VISIBLE, seen_by(actor))
    query = query.options(joinedload(Question.author), joinedload(Question.origin)).order_by(Question.id)
    return list(db.session.scalars(query))
