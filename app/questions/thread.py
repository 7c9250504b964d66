"""Reading one thread whole: a fixed number of queries, however many answers and comments it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import joinedload, selectinload, with_polymorphic
from sqlalchemy.orm.attributes import set_committed_value

from app.activity.models import Event
from app.extensions import db
from app.kit.errors import Unseen
from app.labels.presenting import Presented, present
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.models import Answer, Comment, Ending, MeToo, Question, Subscription, Vote
from app.questions.ordering import place
from app.questions.paging import PER_PAGE, Placed, in_order, is_long, pages_of
from app.questions.queries import Actor, Sight, may_read, seen_by, seen_with, sight_of
from app.questions.timeline import TOLD, FirstAnswer

EVENTS_MAX = 60


@dataclass(frozen=True)
class Said:
    """One post of a thread: the row, for what may be done with it, and what readers get to see of it."""

    post: Post
    shown: Presented
    comments: tuple["Said", ...] = ()


@dataclass(frozen=True)
class Mine:
    """What the reader has done in this thread."""

    votes: frozenset[int] = frozenset()
    follows: bool = False
    has_it_too: bool = False


@dataclass(frozen=True)
class Thread:
    question: Question
    said: Said
    answers: tuple[Said, ...]
    events: Sequence[Event] = field(default_factory=tuple)
    mine: Mine = Mine()
    ending: Ending | None = None
    first_answer: FirstAnswer | None = None
    newest_id: int = 0
    """The last post of the thread, for asking later what is new."""
    page: int = 1
    pages: int = 1

    @property
    def answers_shown(self) -> int:
        """How many answers can be read in the whole thread."""
        return self.question.answers_count if self.pages > 1 else sum(said.post.is_visible for said in self.answers)


def read_thread(actor: Actor, question_id: int, page: int = 1) -> Thread:
    """The thread as this person may see it, or Unseen; of a long one, a page (the last if there are not as many)."""
    question = _question(actor, question_id)
    if not is_long(question):
        posts = _posts(actor, question)
        answers = [post for post in posts if isinstance(post, Answer)]
        return _read(actor, question, posts, first_answer=_first(question, answers), newest_id=_newest(question, posts))
    placed = in_order(actor, question)
    pages = pages_of(placed)
    page = min(page, pages)
    ids = [one.id for one in placed[(page - 1) * PER_PAGE : page * PER_PAGE]]
    posts = _posts(actor, question, of=[*ids, *([question.id] if page == 1 else [])])
    newest = db.session.scalar(select(func.max(Post.id)).where(Post.thread_id == question.id, seen_by(actor)))
    first = _first(question, placed)
    return _read(actor, question, posts, first_answer=first, newest_id=newest or question.id, page=page, pages=pages)


def _read(actor: Actor, question: Question, posts: list[Post], **known: Any) -> Thread:
    shown = {one.id: one for one in _presented(actor, [question, *posts])}
    comments: dict[int, list[Said]] = {}
    for post in posts:
        if isinstance(post, Comment):
            comments.setdefault(post.on_id, []).append(Said(post, shown[post.id]))
    answers = [
        Said(post, shown[post.id], tuple(comments.get(post.id, ()))) for post in posts if isinstance(post, Answer)
    ]
    return Thread(
        question=question,
        said=Said(question, shown[question.id], tuple(comments.get(question.id, ()))),
        answers=tuple(sorted(answers, key=lambda said: place(said.shown))),
        events=_events(question),
        mine=_mine(actor, question),
        ending=db.session.get(Ending, question.id) if question.ended_at else None,
        **known,
    )


def _first(question: Question, answers: Iterable[Answer | Placed]) -> FirstAnswer | None:
    others = [one for one in answers if one.author_id != question.author_id]
    first = min(others, key=lambda one: one.created_at, default=None)
    return FirstAnswer(first.created_at, first.voice) if first else None


def _newest(question: Question, posts: Sequence[Post]) -> int:
    return max((post.id for post in posts), default=question.id)


def _question(actor: Actor, question_id: int) -> Question:
    query = _question_query(sight_of(actor))
    found = db.session.scalars(query, {"id": question_id, "reader": actor.id}).first()
    if found is None:
        raise Unseen
    return found


@cache
def _question_query(sight: Sight) -> Select[Question]:
    """Made once: making a statement of so many columns takes as long as running it."""
    whole = (Question.author, Question.origin, Question.category, Question.product, Question.version)
    query = select(Question).where(Question.id == bindparam("id"), seen_with(sight, Post, bindparam("reader")))
    # Joined, SQLite would gather the tags of all questions first.
    return query.options(*(joinedload(part) for part in whole), selectinload(Question.tags))


def _posts(actor: Actor, question: Question, of: Sequence[int] | None = None) -> list[Post]:
    """All answers and comments in the order they were written, in one query; or only these and what is said on them."""
    query = _posts_query(sight_of(actor), of is not None)
    posts = list(db.session.scalars(query, {"thread": question.id, "reader": actor.id, "of": of}))
    for post in posts:
        if isinstance(post, Answer):
            set_committed_value(post, "question", question)
    return posts


@cache
def _posts_query(sight: Sight, only_some: bool) -> Select[Post]:
    kinds = with_polymorphic(Post, [Answer, Comment])
    thread, reader, of = bindparam("thread"), bindparam("reader"), bindparam("of", expanding=True)
    query = (
        select(kinds)
        .where(kinds.thread_id == thread, kinds.id != thread, seen_with(sight, kinds, reader))
        .options(joinedload(kinds.author), joinedload(kinds.origin))
        .order_by(kinds.id)
    )
    return query.where(kinds.id.in_(of) | kinds.Comment.on_id.in_(of)) if only_some else query


def _presented(actor: Actor, posts: list[Post]) -> list[Presented]:
    """Presented with every text, then without those that this person may not read."""
    return [
        one if may_read(actor, post) else replace(one, html="", text="", notes=())
        for post, one in zip(posts, present(posts, may_read_withdrawn=True), strict=True)
    ]


_EVENTS = (
    select(Event)
    .where(Event.thread_id == bindparam("thread"), Event.kind.in_([kind.value for kind in TOLD]))
    .order_by(Event.id)
    .limit(EVENTS_MAX)
)


def _events(question: Question) -> list[Event]:
    return list(db.session.scalars(_EVENTS, {"thread": question.id}))


_READER, _THREAD = bindparam("reader"), bindparam("thread")
_MINE = select(
    exists().where(Subscription.question_id == _THREAD, Subscription.user_id == _READER),
    exists().where(MeToo.question_id == _THREAD, MeToo.user_id == _READER),
)
_VOTES = (
    select(Vote.post_id).join(Post, Post.id == Vote.post_id).where(Vote.user_id == _READER, Post.thread_id == _THREAD)
)


def _mine(actor: Actor, question: Question) -> Mine:
    if actor.is_guest or actor.is_system:
        return Mine()
    given = {"reader": actor.id, "thread": question.id}
    follows, too = db.session.execute(_MINE, given).one()
    votes = () if actor.is_staff else db.session.scalars(_VOTES, given)
    return Mine(votes=frozenset(votes), follows=follows, has_it_too=too)


def count_newer(actor: Actor, question_id: int, after: int) -> int:
    """How many answers and comments by others came after the post `after`."""
    query = select(func.count()).where(Post.thread_id == question_id, Post.id > after, Post.kind != PostKind.QUESTION)
    if not actor.is_guest:
        query = query.where(Post.author_id != actor.id)
    return db.session.scalar(query.where(seen_by(actor)).select_from(Post)) or 0
