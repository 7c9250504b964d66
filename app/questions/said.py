"""What anybody may read in a thread, the latest change first: for its feed."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload, with_polymorphic

from app.accounts.actors import Guest
from app.extensions import db
from app.kit.errors import Unseen
from app.labels.models import LabelRow
from app.posts.kinds import Standing
from app.posts.models import Post
from app.questions.models import Answer, Comment, Question
from app.questions.queries import visible_to

SAID_MAX = 100


def said_in(question_id: int) -> tuple[Question, Sequence[Post]]:
    """The question, and the posts of its thread that changed last (written, edited or labelled), or Unseen.

    A comment goes with the post that it is on: when that was taken back or hidden, nobody reads the comment either.
    """
    question = db.session.scalar(visible_to(Guest()).where(Question.id == question_id))
    if question is None or not question.is_visible:
        raise Unseen
    on = aliased(Post, flat=True)
    comment = Comment.__table__
    changed = func.coalesce(LabelRow.as_of, Post.edited_at, Post.created_at)
    later = func.coalesce(Post.edited_at, Post.created_at)
    places = (
        select(Post.id, changed.label("labelled"), later.label("written"))
        .outerjoin(comment, comment.c.id == Post.id)
        .outerjoin(on, on.id == comment.c.on_id)
        .outerjoin(LabelRow, LabelRow.post_id == Post.id)
        .where(
            Post.thread_id == question_id,
            Post.id != question_id,
            Post.standing == Standing.VISIBLE,
            or_(on.id.is_(None), on.standing == Standing.VISIBLE),
        )
    )
    rows = sorted(db.session.execute(places), key=lambda row: (max(row.labelled, row.written), row.id), reverse=True)
    kinds = with_polymorphic(Post, [Answer, Comment])
    query = select(kinds).where(kinds.id.in_([row.id for row in rows[:SAID_MAX]]))
    found = {
        post.id: post for post in db.session.scalars(query.options(joinedload(kinds.author), joinedload(kinds.origin)))
    }
    return question, [found[row.id] for row in rows[:SAID_MAX]]
