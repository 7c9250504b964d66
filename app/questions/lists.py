"""Lists of questions: which ones, in what order, a page at a time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from app.accounts.actors import Guest
from app.accounts.models import User
from app.catalogue.models import Category, Product, Tag
from app.extensions import db
from app.kit.keyset import PAGE_SIZE, Page, keyset
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.questions.models import Answer, Ending, Question, Subscription, ThreadTag
from app.questions.queries import visible_to
from app.questions.states import Ended, State

Actor = User | Guest
ITS_POST = Post.__table__.alias("its_post")


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

    def conditions(self, actor: Actor) -> list[ColumnElement[bool]]:
        found = _of_tab(self.tab, actor)
        if self.product is not None:
            found.append(Question.product_id == self.product.id)
        if self.category is not None:
            found.append(Question.category_id == self.category.id)
        if self.tag is not None:
            tagged = select(ThreadTag.question_id).where(ThreadTag.tag_id == self.tag.id)
            found.append(Question.id.in_(tagged))
        if self.language is not None:
            found.append(_its_post(ITS_POST.c.language == self.language))
        return found


def standing_in_public() -> list[ColumnElement[bool]]:
    """Questions that lists show to everybody: not hidden, not taken back, not merged into another."""
    return [Question.standing == Standing.VISIBLE, Question.ended_at.is_(None)]


def _its_post(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(ITS_POST.c.id).where(ITS_POST.c.id == Question.id, condition).exists()


def _of_tab(tab: Tab, actor: Actor) -> list[ColumnElement[bool]]:
    """Of the questions' own table alone; the post is looked up for each row. A join would let the database begin with
    all posts and sort them."""
    if tab is Tab.MINE:
        return [Question.id.in_(select(ITS_POST.c.id).where(ITS_POST.c.author_id == actor.id))]
    found = [_its_post(ITS_POST.c.standing == Standing.VISIBLE), Question.ended_at.is_(None)]
    if tab is Tab.WAITING:
        found += [Question.state == State.OPEN, Question.archived_at.is_(None)]
    elif tab is Tab.SOLVED:
        found.append(Question.state == State.SOLVED)
    elif tab is Tab.FOLLOWED:
        followed = select(Subscription.question_id).where(Subscription.user_id == actor.id)
        found.append(Question.id.in_(followed))
    return found


def listed(actor: Actor, wanted: Wanted, *, after: str | None = None, size: int = PAGE_SIZE) -> Page[Question]:
    """One page of a list, where something happened last first: their places by the index, then the questions."""
    table = Question.__table__.c
    places = keyset(
        select(table.active_at, table.id).where(*wanted.conditions(actor)),
        (table.active_at, table.id),
        after=after,
        read=lambda query: db.session.execute(query).all(),
        key=tuple,
        size=size,
    )
    query = visible_to(actor).where(Question.id.in_([place.id for place in places.items]))
    found = {question.id: question for question in db.session.scalars(query).unique()}
    return Page([found[place.id] for place in places.items if place.id in found], places.next_cursor)


def newest(actor: Actor, wanted: Wanted, *, after: str | None = None, size: int) -> Page[Question]:
    """The last questions asked, for feeds."""
    return keyset(
        visible_to(actor).where(Post.kind == PostKind.QUESTION, *wanted.conditions(actor)),
        (Post.created_at, Question.id),
        after=after,
        read=lambda query: db.session.scalars(query).unique().all(),
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


def tags_in_use() -> list[tuple[Tag, int]]:
    """Every tag with the number of questions that readers find under it, by name."""
    public = select(Question.id).where(*standing_in_public()).subquery()
    query = (
        select(Tag, func.count(public.c.id))
        .outerjoin(ThreadTag, ThreadTag.tag_id == Tag.id)
        .outerjoin(public, public.c.id == ThreadTag.question_id)
        .group_by(Tag.id)
        .order_by(Tag.slug)
    )
    return [(tag, count) for tag, count in db.session.execute(query)]


def common_tags(limit: int, also: Collection[int] = ()) -> Sequence[Tag]:
    """The tags that are used most, and those with these ids, by name."""
    used = select(ThreadTag.tag_id, func.count().label("times")).group_by(ThreadTag.tag_id).subquery()
    query = select(Tag).outerjoin(used, used.c.tag_id == Tag.id)
    query = query.order_by(Tag.id.in_(also).desc(), func.coalesce(used.c.times, 0).desc(), Tag.slug)
    return sorted(db.session.scalars(query.limit(limit)), key=lambda tag: tag.slug)
