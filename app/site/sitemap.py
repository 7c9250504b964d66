"""Where the pages are: an index, and parts of at most five thousand addresses, each found by the last one before it.

Only what a guest may read, at the one address that each page calls its own. A part is a range of numbers and costs one
query, whichever it is; the index asks for every five-thousandth number.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from app.catalogue.choices import offered_products
from app.extensions import db
from app.knowledge.models import Article
from app.knowledge.states import READ
from app.labels.models import LabelRow
from app.posts.addresses import path_of_thread
from app.posts.kinds import PostKind, Standing
from app.posts.models import Post
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
    id: Any
    public: Callable[[], list[ColumnElement[bool]]]
    changed: Any


def _articles() -> list[ColumnElement[bool]]:
    return [Article.state.in_(READ), Article.standing == Standing.VISIBLE, Article.published_revision.is_not(None)]


SHELVES = {
    "questions": Shelf(PostKind.QUESTION, Question.id, standing_in_public, Question.active_at),
    "articles": Shelf(PostKind.ARTICLE, Article.id, _articles, Article.published_at),
}


def parts(name: str) -> Iterator[int]:
    """The number before each part's first: 0, then the last of each full part."""
    shelf, last = SHELVES[name], 0
    while True:
        after = _public(shelf, select(shelf.id)).where(shelf.id > last).order_by(shelf.id)
        if last and db.session.scalar(after.limit(1)) is None:
            return
        yield last
        ending = db.session.scalar(after.offset(PART - 1).limit(1))
        if ending is None:
            return
        last = ending


def part(name: str, after: int) -> Iterable[Address]:
    """The next five thousand after a number."""
    shelf = SHELVES[name]
    changed = (shelf.changed, Post.edited_at, LabelRow.as_of)
    query = _public(shelf, select(shelf.id, Post.title, *changed)).outerjoin(LabelRow, LabelRow.post_id == Post.id)
    rows = db.session.execute(query.where(shelf.id > after).order_by(shelf.id).limit(PART))
    for number, title, *moments in rows:
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
