"""Questions as they are searched: one document a thread, of everything public that is said in it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import aliased

from app.catalogue.models import Category, Product
from app.catalogue.tagged import tags_of
from app.extensions import db
from app.labels.passages import authors, heads, passages, presented, reading, strongest
from app.labels.presenting import Headed, Presented
from app.posts.addresses import path_of_thread
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.posts.numbers import above
from app.questions.models import Comment, Question, ThreadTag
from app.questions.queries import Sight, seen_with, sight_of
from app.questions.states import State
from app.search.documents import SearchDocument
from app.search.kept import Numbers, numbers_of
from app.search.registry import Actor, Readable, documents_of

INDEXED, SHOWN = 200_000, 20_000
"""Characters of a post that are indexed, and that are looked through for an excerpt."""
FOUND = (Question.standing == Standing.VISIBLE) & Question.ended_at.is_(None)
"""What is in the index: all that stand, old and archived ones too, but not what was taken back or joined to another."""


IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _said(ids: Any = IDS) -> tuple[ColumnElement[bool], ...]:
    """The posts of the threads; a comment goes with the post that it is on."""
    on, comment = aliased(Post), Comment.__table__
    orphaned = exists().where(comment.c.id == Post.id, comment.c.on_id == on.id, on.standing != Standing.VISIBLE)
    return Post.thread_id.in_(ids), ~orphaned


@cache
def _passages(length: int) -> Select[Any]:
    return reading(*_said(), length=length)


@cache
def _seen_by(sight: Sight) -> Select[Any]:
    """Made once for all who see the same: making it takes as long as running it."""
    query = select(Question.id, *numbers_of(Question.id)).where(Question.id.in_(IDS), FOUND)
    return query.where(seen_with(sight, Question, bindparam("reader")))


@cache
def _readable() -> Select[Any]:
    return _threads(IDS, Product.name.label("product"))


def _threads(ids: Any, *columns: Any) -> Select[Any]:
    query = select(Question.id, Question.title, Question.language, Question.state, Question.active_at, *columns)
    return query.outerjoin(Product, Product.id == Question.product_id).where(Question.id.in_(ids), FOUND)


@documents_of(PostKind.QUESTION.value)
class Threads:
    def load(self, ids: Sequence[int]) -> list[SearchDocument]:
        said, tags = (
            passages(_passages(INDEXED), ids=ids),
            tags_of(ids, thing=ThreadTag.question_id, tag=ThreadTag.tag_id),
        )
        people = authors(*_said(ids))
        query = _threads(ids, Question.created_at, Product.slug.label("product"), Category.slug.label("category"))
        return [
            SearchDocument(
                kind="question",
                id=row.id,
                title=row.title,
                tags=tuple(tags[row.id]),
                product=row.product,
                category=row.category,
                language=row.language,
                passages=said.get(row.id, ()),
                status=strongest(said.get(row.id, ())).value,
                official=any(passage.status == "official" for passage in said.get(row.id, ())),
                solved=row.state is State.SOLVED,
                created_at=row.created_at,
                updated_at=row.active_at,
                year=row.created_at.year,
                authors=people.get(row.id, ()),
            )
            for row in db.session.execute(query.join(Category, Category.id == Question.category_id))
        ]

    def ids_after(self, last: int, limit: int) -> list[int]:
        query = select(Question.id).where(above(Question.id, last), FOUND).order_by(Question.id).limit(limit)
        return list(db.session.scalars(query))

    def seen(self, actor: Actor, ids: Sequence[int]) -> dict[int, Numbers]:
        rows = db.session.execute(_seen_by(sight_of(actor)), {"ids": ids, "reader": actor.id})
        return {ident: Numbers(site, thread) for ident, site, thread in rows}

    def readable(self, ids: Sequence[int]) -> dict[int, Readable]:
        said = passages(_passages(SHOWN), ids=ids)
        return {
            row.id: Readable(
                kind="question",
                id=row.id,
                title=row.title,
                url=path_of_thread(PostKind.QUESTION, row.id, row.title),
                language=row.language,
                product=row.product,
                at=row.active_at,
                solved=row.state is State.SOLVED,
                passages=said.get(row.id, ()),
            )
            for row in db.session.execute(_readable(), {"ids": ids})
        }

    def heads(self, post_ids: Sequence[int]) -> dict[int, Headed]:
        return heads(post_ids)

    def presented(self, post_ids: Sequence[int]) -> dict[int, Presented]:
        return presented(post_ids)
