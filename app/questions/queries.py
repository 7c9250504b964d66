"""Reading questions. What a person sees starts from visible_to(actor)."""

from enum import Enum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.actors import Guest
from app.accounts.models import User
from app.accounts.roles import Role
from app.extensions import db
from app.kit.errors import Unseen
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.questions.models import Answer, Comment, Question

Actor = User | Guest

WHOLE = (
    joinedload(Question.author),
    joinedload(Question.origin),
    joinedload(Question.category),
    joinedload(Question.product),
    joinedload(Question.version),
    selectinload(Question.tags),
)


class Sight(Enum):
    """How much of what was written a person sees."""

    PUBLIC = "public"
    OWN_TOO = "own too"
    ALL = "all"


def sight_of(actor: Actor) -> Sight:
    if actor.is_system or actor.has(Role.MODERATOR, Role.ADMINISTRATOR):
        return Sight.ALL
    return Sight.PUBLIC if actor.is_guest else Sight.OWN_TOO


def seen_by(actor: Actor, post: Any = Post) -> ColumnElement[bool]:
    """The posts whose place a person may see: all that are public, one's own, and for moderators everything.

    A withdrawn post keeps its place, with its label and without its text. `post` is the entity asked for.
    """
    return seen_with(sight_of(actor), post, actor.id)


def seen_with(sight: Sight, post: Any, reader_id: Any) -> ColumnElement[bool]:
    """The same for statements that are made once for all readers; `reader_id` is then a parameter."""
    public: ColumnElement[bool] = post.standing.in_((Standing.VISIBLE, Standing.WITHDRAWN))
    if sight is Sight.ALL:
        return post.standing != Standing.DRAFT
    if sight is Sight.PUBLIC:
        return public
    return or_(public, (post.author_id == reader_id) & (post.standing != Standing.DRAFT))


def may_read(actor: Actor, post: Post) -> bool:
    """Whether a person who sees a post's place may read its text: what was taken back or hidden is for its author and
    for moderators."""
    return post.is_visible or post.author_id == actor.id or actor.has(Role.MODERATOR, Role.ADMINISTRATOR)


def visible_to(actor: Actor) -> Select[Question]:
    """The questions this person may see."""
    return select(Question).where(seen_by(actor)).options(*WHOLE)


def visible_question(actor: Actor, question_id: int) -> Question:
    """The question, or Unseen."""
    query = _one_question(sight_of(actor))
    found = db.session.scalar(query, {"id": question_id, "reader": actor.id})
    if found is None:
        raise Unseen
    return found


@cache
def _one_question(sight: Sight) -> Select[Question]:
    """Made once: making a statement of so many columns takes as long as running it."""
    seen = seen_with(sight, Post, bindparam("reader"))
    return select(Question).where(seen, Question.id == bindparam("id")).options(*WHOLE)


@cache
def _one_post(sight: Sight) -> Select[Post]:
    kinds = with_polymorphic(Post, [Answer, Comment])
    seen = seen_with(sight, kinds, bindparam("reader"))
    query = select(kinds).where(kinds.id == bindparam("id"), seen)
    return query.options(joinedload(kinds.author), joinedload(kinds.origin))


def visible_answer(actor: Actor, answer_id: int) -> Answer:
    """The answer with its question, or Unseen if either may not be seen."""
    query = select(Answer).where(seen_by(actor), Answer.id == answer_id)
    found = db.session.scalar(query.options(joinedload(Answer.author), joinedload(Answer.origin)))
    if found is None:
        raise Unseen
    set_committed_value(found, "question", visible_question(actor, found.question_id))
    return found


def thread_of(post: Post) -> Question | None:
    """The question a post belongs to; None for what belongs to an article. Costs nothing when it is loaded already."""
    return db.session.get(Question, post.thread_id or post.id)


def visible_post(actor: Actor, post_id: int) -> Post:
    """A question, answer or comment (on a question or an article) whose thread may be seen too, or Unseen."""
    found = db.session.scalar(_one_post(sight_of(actor)), {"id": post_id, "reader": actor.id})
    if found is None:
        raise Unseen
    if found.kind is PostKind.QUESTION:
        return visible_question(actor, post_id)
    if isinstance(found, Answer):
        set_committed_value(found, "question", visible_question(actor, found.question_id))
        return found
    if found.kind is PostKind.ARTICLE or not db.session.scalar(
        select(Post.id).where(Post.id == found.thread_id, seen_by(actor))
    ):
        raise Unseen
    return found


def question_by_id(question_id: int) -> Question:
    """For jobs and reactions, which act for nobody in particular."""
    return db.session.scalars(select(Question).where(Question.id == question_id).options(*WHOLE)).one()
