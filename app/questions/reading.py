"""Questions, and what was said on them, read from wide rows: with their authors, for showing alone.

What is changed is read as entities (`queries.py`); these belong to no session.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select

from app.catalogue.models import Category, Product, ProductVersion, Tag
from app.extensions import db
from app.kit.errors import Unseen
from app.kit.rows import Part, asked, spans
from app.labels.models import LabelRow, SentenceMark
from app.labels.read import LABEL, MARK, SETTER, label_made, with_label, with_marks
from app.posts.kinds import PostKind
from app.posts.models import Post
from app.posts.reading import AUTHOR, ORIGIN, POST, authored, with_author
from app.questions.models import Answer, Comment, Question, ThreadTag
from app.questions.queries import Actor, Sight, seen_with, sight_of

QUESTION, ANSWER, COMMENT = Part(Question, beyond=POST), Part(Answer, beyond=POST), Part(Comment, beyond=POST)
CATEGORY, PRODUCT, VERSION, TAG = Part(Category), Part(Product), Part(ProductVersion), Part(Tag)
WHOLE = (POST, QUESTION, AUTHOR, ORIGIN, CATEGORY, PRODUCT, VERSION)
SAID = (POST, ANSWER, COMMENT, AUTHOR, ORIGIN)
LABELLING = (LABEL, SETTER, MARK)
_KIND = POST.keys.index("kind")

_posts, _tagged, _tags = Post.__table__, ThreadTag.__table__, Tag.__table__
_questions, _answers, _comments = Question.__table__, Answer.__table__, Comment.__table__
_categories, _products, _versions = Category.__table__, Product.__table__, ProductVersion.__table__
_MARK_ID = SentenceMark.__table__.c.id
_READER: BindParameter[Any] = bindparam("reader")
_THREAD: BindParameter[Any] = bindparam("thread")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF: BindParameter[Any] = bindparam("of", expanding=True)


@dataclass
class Labelling:
    """How posts stand: the labels of those that have one, and the marks beside their sentences."""

    labels: dict[int, LabelRow] = field(default_factory=dict)
    marks: list[SentenceMark] = field(default_factory=list)

    def note(self, label: Sequence[Any], setter: Sequence[Any], mark: Sequence[Any]) -> None:
        """What three pieces of a row say."""
        if (found := label_made(label, setter)) is not None:
            self.labels[found.post_id] = found
        if (marked := MARK.made_if_any(mark)) is not None:
            self.marks.append(marked)


def _columns(*parts: Part[Any]) -> list[Any]:
    return [column for part in parts for column in part.columns]


_FROM = (
    with_author(_questions.join(_posts, _posts.c.id == _questions.c.id))
    .join(_categories, _categories.c.id == _questions.c.category_id)
    .outerjoin(_products, _products.c.id == _questions.c.product_id)
    .outerjoin(_versions, _versions.c.id == _questions.c.version_id)
)
_TAGS = (
    select(_tagged.c.question_id, *TAG.columns)
    .join(_tags, _tags.c.id == _tagged.c.tag_id)
    .where(_tagged.c.question_id.in_(_IDS))
    .order_by(_tags.c.slug)
)


@cache
def _one(sight: Sight) -> Select[Any]:
    query = select(*_columns(*WHOLE, *LABELLING)).select_from(with_marks(with_label(_FROM))).order_by(_MARK_ID)
    return query.where(_posts.c.id == _THREAD, seen_with(sight, _posts.c, _READER))


@cache
def _some(sight: Sight) -> Select[Any]:
    query = select(*_columns(*WHOLE)).select_from(_FROM)
    return query.where(_posts.c.id.in_(_IDS), seen_with(sight, _posts.c, _READER))


def read_question(actor: Actor, question_id: int, tags: list[Tag]) -> tuple[Question, Labelling]:
    """The question as this person may see it, with its tags, or Unseen; and how it stands."""
    rows = asked(db.session(), _one(sight_of(actor)), {"thread": question_id, "reader": actor.id}).all()
    if not rows:
        raise Unseen
    *_whole, label, setter, mark = spans(*WHOLE, *LABELLING)
    how = Labelling()
    for row in rows:
        how.note(row[label], row[setter], row[mark])
    return _made(rows[0], tags), how


def read_questions(actor: Actor, ids: Sequence[int]) -> list[Question]:
    """Those of the questions that this person may see, in the order of the ids."""
    if not ids:
        return []
    rows = asked(db.session(), _some(sight_of(actor)), {"ids": ids, "reader": actor.id}).all()
    tags = _tags_of(ids)
    found = {row[0]: _made(row, tags[row[0]]) for row in rows}
    return [found[ident] for ident in ids if ident in found]


def _tags_of(ids: Sequence[int]) -> dict[int, list[Tag]]:
    """In a statement of its own: joined, SQLite would gather the tags of all questions first."""
    found: dict[int, list[Tag]] = defaultdict(list)
    for row in asked(db.session(), _TAGS, {"ids": ids}):
        found[row[0]].append(TAG.made(row[1:]))
    return found


def _made(row: Any, tags: list[Tag]) -> Question:
    post, question, author, origin, category, product, version = spans(*WHOLE)
    return QUESTION.made(
        (*row[post], *row[question]),
        category=CATEGORY.made(row[category]),
        product=PRODUCT.made_if_any(row[product]),
        version=VERSION.made_if_any(row[version]),
        tags=tags,
        **authored(row[author], row[origin]),
    )


@cache
def _said(sight: Sight, only_some: bool) -> Select[Any]:
    below = _posts.outerjoin(_answers, _answers.c.id == _posts.c.id).outerjoin(_comments, _comments.c.id == _posts.c.id)
    query = select(*_columns(*SAID, *LABELLING)).select_from(with_marks(with_label(with_author(below))))
    query = query.order_by(_posts.c.id, _MARK_ID)
    query = query.where(_posts.c.thread_id == _THREAD, _posts.c.id != _THREAD, seen_with(sight, _posts.c, _READER))
    return query.where(_posts.c.id.in_(_OF) | _comments.c.on_id.in_(_OF)) if only_some else query


def read_said(actor: Actor, question: Question, how: Labelling, of: Sequence[int] | None = None) -> list[Post]:
    """All answers and comments in the order they were written, in one statement; or only these, and what is said on them.
    How they stand is noted in `how`."""
    given: dict[str, Any] = {"thread": question.id, "reader": actor.id, **({} if of is None else {"of": of})}
    post, answer, comment, author, origin, label, setter, mark = spans(*SAID, *LABELLING)
    found: dict[int, Post] = {}
    for row in asked(db.session(), _said(sight_of(actor), of is not None), given):
        how.note(row[label], row[setter], row[mark])
        if row[0] in found:
            # A post has a row for each of its marks.
            continue
        values, known = row[post], authored(row[author], row[origin])
        if values[_KIND] is PostKind.ANSWER:
            found[row[0]] = ANSWER.made((*values, *row[answer]), question=question, **known)
        else:
            found[row[0]] = COMMENT.made((*values, *row[comment]), **known)
    return list(found.values())
