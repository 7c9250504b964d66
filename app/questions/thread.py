"""Reading one thread whole: a fixed number of queries, however many answers and comments it has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import bindparam, func, select

from app.activity.models import Event
from app.extensions import db
from app.kit.rows import Part, asked
from app.labels.presenting import Presented, present_read
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.questions.beside import Beside, read_beside
from app.questions.models import Answer, Comment, Ending, Question
from app.questions.ordering import place
from app.questions.paging import PER_PAGE, Placed, in_order, is_long, pages_of
from app.questions.queries import Actor, may_read, seen_by
from app.questions.reading import Labelling, read_question, read_said
from app.questions.timeline import TOLD, FirstAnswer

EVENTS_MAX = 60


@dataclass(frozen=True)
class Said:
    """One post of a thread: the row, for what may be done with it, and what readers get to see of it."""

    post: Post
    shown: Presented
    comments: tuple["Said", ...] = ()


@dataclass(frozen=True)
class Thread:
    question: Question
    said: Said
    answers: tuple[Said, ...]
    events: Sequence[Event] = field(default_factory=tuple)
    beside: Beside = field(default_factory=Beside)
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
    beside = read_beside(actor, question_id)
    question, how = read_question(actor, question_id, beside.tags)
    if not is_long(question):
        posts = read_said(actor, question, how)
        answers = [post for post in posts if isinstance(post, Answer)]
        known: dict[str, Any] = {"first_answer": _first(question, answers), "newest_id": _newest(question, posts)}
        return _read(actor, question, posts, how, beside, **known)
    placed = in_order(actor, question)
    pages = pages_of(placed)
    page = min(page, pages)
    ids = [one.id for one in placed[(page - 1) * PER_PAGE : page * PER_PAGE]]
    posts = read_said(actor, question, how, of=[*ids, *([question.id] if page == 1 else [])])
    newest = db.session.scalar(select(func.max(Post.id)).where(Post.thread_id == question.id, seen_by(actor)))
    known = {"first_answer": _first(question, placed), "newest_id": newest or question.id}
    return _read(actor, question, posts, how, beside, page=page, pages=pages, **known)


def _read(actor: Actor, question: Question, posts: list[Post], how: Labelling, beside: Beside, **known: Any) -> Thread:
    shown = {one.id: one for one in _presented(actor, [question, *posts], how)}
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
        beside=beside,
        ending=db.session.get(Ending, question.id) if question.ended_at else None,
        **known,
    )


def _first(question: Question, answers: Iterable[Answer | Placed]) -> FirstAnswer | None:
    others = [one for one in answers if one.author_id != question.author_id]
    first = min(others, key=lambda one: one.created_at, default=None)
    return FirstAnswer(first.created_at, first.voice) if first else None


def _newest(question: Question, posts: Sequence[Post]) -> int:
    return max((post.id for post in posts), default=question.id)


def _presented(actor: Actor, posts: list[Post], how: Labelling) -> list[Presented]:
    """Presented with every text, then without those that this person may not read."""
    shown = present_read(posts, how.labels, how.marks, may_read_withdrawn=True)
    return [
        one if may_read(actor, post) else replace(one, html="", text="", notes=())
        for post, one in zip(posts, shown, strict=True)
    ]


_EVENT = Part(Event)
_happened = Event.__table__.c
_EVENTS = (
    select(*_EVENT.columns)
    .where(_happened.thread_id == bindparam("thread"), _happened.kind.in_([kind.value for kind in TOLD]))
    .order_by(_happened.id)
    .limit(EVENTS_MAX)
)


def _events(question: Question) -> list[Event]:
    return [_EVENT.made(row) for row in asked(db.session(), _EVENTS, {"thread": question.id})]


def count_newer(actor: Actor, question_id: int, after: int) -> int:
    """How many answers and comments by others came after the post `after`."""
    query = select(func.count()).where(Post.thread_id == question_id, Post.id > after, Post.kind != PostKind.QUESTION)
    if not actor.is_guest:
        query = query.where(Post.author_id != actor.id)
    return db.session.scalar(query.where(seen_by(actor)).select_from(Post)) or 0
