"""Where a question that was merged is read now, what was merged into one, and what a merge would bring."""

import re
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.questions.models import Ending, MeToo, Question
from app.questions.queries import Actor, seen_by, visible_to
from app.questions.states import Ended

STEPS_MAX = 20
NAMED = re.compile(r"#?([1-9]\d{0,8})|(?:https?://[^/\s]+)?/(?:questions|posts)/([1-9]\d{0,8})(?:[/?#]\S*)?", re.ASCII)


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


@dataclass(frozen=True)
class Gathering:
    """What a merge would bring to the other question, as far as the person who asks may see it."""

    answers: int
    comments: int
    accepted: int
    too: int


def gathering(actor: Actor, question: Question, into: Question) -> Gathering:
    posts = select(Post.kind, func.count(), func.count(Post.accepted_at))
    posts = posts.where(Post.thread_id == question.id, Post.id != question.id, seen_by(actor)).group_by(Post.kind)
    counts = {kind: (number, accepted) for kind, number, accepted in db.session.execute(posts)}
    answers, accepted = counts.get(PostKind.ANSWER, (0, 0))
    having = {*_having(question), *([] if question.archived_at else [question.author_id])}
    return Gathering(
        answers=answers,
        comments=counts.get(PostKind.COMMENT, (0, 0))[0],
        accepted=accepted,
        too=len(having - set(_having(into)) - {into.author_id}),
    )


def _having(question: Question) -> list[int]:
    return list(db.session.scalars(select(MeToo.user_id).where(MeToo.question_id == question.id)))


def question_named(actor: Actor, words: str) -> Question | None:
    """The question that a number, or an address of it or of a post in it, names; None if it is none or may not be seen."""
    found = NAMED.fullmatch(words.strip())
    if found is None:
        return None
    number = int(found[1] or found[2])
    thread = db.session.scalar(select(Post.thread_id).where(Post.id == number, seen_by(actor)))
    return db.session.scalar(visible_to(actor).where(Question.id == thread)) if thread else None
