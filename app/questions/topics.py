"""Topics, and how much there is under each."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select

from app.activity.kept import kept_for, now_and_then
from app.catalogue.models import Tag
from app.extensions import db
from app.questions.lists import standing_in_public
from app.questions.models import Question, ThreadTag

MANY = 5000
"""Where topics were given more often, questions are counted once in ten minutes: it takes longer there than all else of a page,
and one more or less is little in hundreds."""


def tags_in_use() -> list[tuple[Tag, int]]:
    """Every tag with the number of questions that readers find under it, by name."""
    many = db.session.scalar(select(ThreadTag.tag_id).offset(MANY).limit(1)) is not None
    counts = kept_for(now_and_then(), "topics", _counts) if many else _counts()
    return [(tag, counts.get(tag.id, 0)) for tag in db.session.scalars(select(Tag).order_by(Tag.slug))]


def _counts() -> Mapping[int, int]:
    query = select(ThreadTag.tag_id, func.count()).join(Question, Question.id == ThreadTag.question_id)
    return dict(db.session.execute(query.where(*standing_in_public()).group_by(ThreadTag.tag_id)).all())


def common_tags(limit: int, also: Collection[int] = ()) -> Sequence[Tag]:
    """The tags that are used most, and those with these ids, by name."""
    used = select(ThreadTag.tag_id, func.count().label("times")).group_by(ThreadTag.tag_id).subquery()
    query = select(Tag).outerjoin(used, used.c.tag_id == Tag.id)
    query = query.order_by(Tag.id.in_(also).desc(), func.coalesce(used.c.times, 0).desc(), Tag.slug)
    return sorted(db.session.scalars(query.limit(limit)), key=lambda tag: tag.slug)
