"""Lists of questions: which ones, in what order, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.catalogue.models import Category, Product, Tag
from app.extensions import db
from app.kit.keyset import PAGE_SIZE, Page, keyset, ordered, page_of, place_in
from app.kit.rows import asked
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.questions.models import Answer, Ending, Question, Subscription, ThreadTag
from app.questions.queries import visible_to
from app.questions.reading import read_questions
from app.questions.states import Ended, State

Actor = User | Guest
Conditions = tuple[ColumnElement[bool], ...]
ASKED = Question.__table__.c
ITS_POST = Post.__table__.alias("its_post")
READER: BindParameter[Any] = bindparam("reader")


class Tab(StrEnum):
    """The lists one may choose between. The last two are a person's own."""

    RECENT = "recent"
    WAITING = "waiting"
    SOLVED = "solved"
    MINE = "mine"
    FOLLOWED = "followed"


@dataclass(frozen=True)
class Wanted:
    """What somebody looks at: one list, narrowed by at most one of each."""

    tab: Tab = Tab.RECENT
    product: Product | None = None
    category: Category | None = None
    tag: Tag | None = None
    language: str | None = None

    @property
    def conditions(self) -> Conditions:
        """Which questions these are; the parameters in it are in `given`."""
        narrowed = (self.product, self.category, self.tag, self.language)
        return _conditions(self.tab, *(one is not None for one in narrowed))

    def given(self, actor: Actor) -> dict[str, Any]:
        things = {"product": self.product, "category": self.category, "tag": self.tag}
        found: dict[str, Any] = {name: thing.id for name, thing in things.items() if thing is not None}
        return {**found, "language": self.language, "reader": actor.id}


@cache
def _conditions(tab: Tab, product: bool, category: bool, tag: bool, language: bool) -> Conditions:
    """Made once for each kind of list: making a statement takes as long as running it."""
    found = _of_tab(tab)
    if product:
        found.append(ASKED.product_id == bindparam("product"))
    if category:
        found.append(ASKED.category_id == bindparam("category"))
    if tag:
        found.append(ASKED.id.in_(select(ThreadTag.question_id).where(ThreadTag.tag_id == bindparam("tag"))))
    if language:
        found.append(_its_post(ITS_POST.c.language == bindparam("language")))
    return tuple(found)


def standing_in_public() -> list[ColumnElement[bool]]:
    """Questions that lists show to everybody: not hidden, not taken back, not merged into another."""
    return [Question.standing == Standing.VISIBLE, Question.ended_at.is_(None)]


def _its_post(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(ITS_POST.c.id).where(ITS_POST.c.id == ASKED.id, condition).exists()


def _of_tab(tab: Tab) -> list[ColumnElement[bool]]:
    """Of the questions' own table alone; the post is looked up for each row. A join would let the database begin with
    all posts and sort them."""
    if tab is Tab.MINE:
        return [ASKED.id.in_(select(ITS_POST.c.id).where(ITS_POST.c.author_id == READER))]
    found = [_its_post(ITS_POST.c.standing == Standing.VISIBLE), ASKED.ended_at.is_(None)]
    if tab is Tab.WAITING:
        found += [ASKED.state == State.OPEN, ASKED.archived_at.is_(None)]
    elif tab is Tab.SOLVED:
        found.append(ASKED.state == State.SOLVED)
    elif tab is Tab.FOLLOWED:
        found.append(ASKED.id.in_(select(Subscription.question_id).where(Subscription.user_id == READER)))
    return found


_BY_ACTIVITY = (ASKED.active_at, ASKED.id)


@cache
def _places(conditions: Conditions, from_place: bool, size: int) -> Select[Any]:
    place = (
        [bindparam("active_at", type_=ASKED.active_at.type), bindparam("id", type_=ASKED.id.type)]
        if from_place
        else None
    )
    return ordered(select(*_BY_ACTIVITY).where(*conditions), _BY_ACTIVITY, place, size=size)


def places(actor: Actor, wanted: Wanted, *, after: str | None = None, size: int = PAGE_SIZE) -> Page[int]:
    """One page of a list, where something happened last first: the ids of the questions, by the index."""
    place = place_in(after, _BY_ACTIVITY)
    given = wanted.given(actor) | ({"active_at": place[0], "id": place[1]} if place else {})
    rows = asked(db.session(), _places(wanted.conditions, place is not None, size), given).all()
    page = page_of(rows, tuple, size=size)
    return Page([row.id for row in page.items], page.next_cursor)


def listed(actor: Actor, wanted: Wanted, *, after: str | None = None, size: int = PAGE_SIZE) -> Page[Question]:
    """The same page with the questions."""
    page = places(actor, wanted, after=after, size=size)
    return Page(read_questions(actor, page.items), page.next_cursor)


def newest(actor: Actor, wanted: Wanted, *, after: str | None = None, size: int) -> Page[Question]:
    """The last questions asked, for feeds."""
    return keyset(
        visible_to(actor).where(Post.kind == PostKind.QUESTION, *wanted.conditions),
        (Post.created_at, Question.id),
        after=after,
        read=lambda query: db.session.scalars(query, wanted.given(actor)).unique().all(),
        key=lambda question: (question.created_at, question.id),
        size=size,
    )


def how_they_ended(questions: Iterable[Question]) -> dict[int, Ended]:
    """Merged, withdrawn or removed, by the question's id; those that stand are not in it."""
    ids = [question.id for question in questions if question.ended_at is not None]
    if not ids:
        return {}
    rows = db.session.execute(select(Ending.question_id, Ending.how).where(Ending.question_id.in_(ids)))
    return dict(rows.all())


def accepted_answers(questions: Iterable[Question]) -> dict[int, Answer]:
    """The accepted answer of each solved question, the first if there are several."""
    query = select(Answer).where(
        Answer.question_id.in_([question.id for question in questions]),
        Answer.accepted_at.is_not(None),
        Answer.standing == Standing.VISIBLE,
    )
    query = query.options(joinedload(Answer.author), joinedload(Answer.origin)).order_by(Answer.id.desc())
    return {answer.question_id: answer for answer in db.session.scalars(query)}
