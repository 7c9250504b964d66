"""What was shown to somebody while they wrote their question, and what of it they opened."""

from collections.abc import Iterable

from sqlalchemy import select

from app.accounts.models import User
from app.extensions import db
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.models import Question, ShownBeforeAsking
from app.questions.queries import seen_by

SHOWN_MAX = 20


def note_shown(actor: User, question: Question, *, shown: Iterable[int], opened: Iterable[int]) -> list[int]:
    """Keeps with the question which threads and articles were shown before it was asked; gives the articles' ids.

    Numbers come from the page, so only those of posts that the person may see are taken.
    """
    opened = set(opened)
    ids = list(dict.fromkeys([*shown, *opened]))[:SHOWN_MAX]
    query = select(Post.id, Post.kind).where(
        Post.id.in_(ids), Post.id != question.id, Post.kind.in_((PostKind.QUESTION, PostKind.ARTICLE)), seen_by(actor)
    )
    seen = dict(db.session.execute(query).all())
    db.session.add_all(
        ShownBeforeAsking(question_id=question.id, post_id=post_id, opened=post_id in opened)
        for post_id in ids
        if post_id in seen
    )
    return [post_id for post_id in ids if seen.get(post_id) is PostKind.ARTICLE]
