"""Where the pages are: an index, and parts of at most five thousand addresses, each found by the last one before it.

Only what a guest may read, at the one address that each page calls its own. A part is a range of numbers. Where one ends is
counted in the table of questions (or articles) alone, so that a part may have less than five thousand: whether a post stands is
looked up for one part, and not for all of them to say where they are.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from app.catalogue.choices import offered_products
from app.extensions import db
from app.knowledge.models import Article
from app.knowledge.states import READ
from app.labels.models import LabelRow
from app.posts.addresses import path_of_thread
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
from app.posts.numbers import above
from app.questions.lists import standing_in_public
from app.questions.models import Question
from app.questions.topics import tags_in_use

PART = 5_000
PAGES = ("/", "/questions", "/questions?tab=waiting", "/questions?tab=solved", "/articles", "/tags", "/rules", "/labels", "/privacy", "/terms")  # fmt: skip


@dataclass(frozen=True)
class Address:
    path: str
    changed: datetime | None = None


@dataclass(frozen=True)
class Shelf:
    """One kind of pages: which of them are public, and when the page of each last changed."""

    kind: PostKind
    number: Any
    public: Callable[[], list[ColumnElement[bool]]]
    changed: Any
    counted: list[ColumnElement[bool]]
    """What is surely not public is not counted; said of the kind's own table."""


def _articles() -> list[ColumnElement[bool]]:
    return [Article.state.in_(READ), Article.standing == Standing.VISIBLE, Article.published_revision.is_not(None)]


_question, _article = Question.__table__.c, Article.__table__.c
SHELVES = {
    "questions": Shelf(
        PostKind.QUESTION, _question.id, standing_in_public, Question.active_at, [_question.ended_at.is_(None)]
    ),
    "articles": Shelf(PostKind.ARTICLE, _article.id, _articles, Article.published_at, [_article.state.in_(READ)]),
}


def parts(name: str) -> Iterator[int]:
    """The number before each part's first: 0, then the last of each full part."""
    shelf = SHELVES[name]
    place = func.row_number().over(order_by=shelf.number).label("place")
    counted = select(shelf.number.label("id"), place).where(*shelf.counted).subquery()
    last = db.session.scalar(select(func.max(shelf.number)).where(*shelf.counted))
    yield 0
    ends = select(counted.c.id).where(counted.c.place % PART == 0).order_by(counted.c.id)
    yield from (end for end in db.session.scalars(ends) if end != last)


def part(name: str, after: int) -> Iterable[Address]:
    """The public ones of the next five thousand after a number."""
    shelf = SHELVES[name]
    ends = select(shelf.number).where(shelf.number > after, *shelf.counted).order_by(shelf.number)
    end = db.session.scalar(ends.offset(PART - 1).limit(1))
    changed = (shelf.changed, Post.edited_at, LabelRow.as_of)
    query = _public(shelf, select(shelf.number, Post.title, *changed)).outerjoin(LabelRow, LabelRow.post_id == Post.id)
    query = query.where(above(shelf.number, after), *([] if end is None else [shelf.number <= end]))
    for number, title, *moments in db.session.execute(query.order_by(shelf.number)):
        yield Address(
            path_of_thread(shelf.kind, number, title or ""), max((one for one in moments if one), default=None)
        )


def _public(shelf: Shelf, query: Select[Any]) -> Select[Any]:
    return query.where(*shelf.public())


def pages() -> Iterator[Address]:
    """Lists and texts about the community; topics and products that have something."""
    yield from (Address(path) for path in PAGES)
    yield from (Address(f"/products/{product.slug}") for product in offered_products())
    yield from (Address(f"/tags/{tag.slug}") for tag, count in tags_in_use() if count)
