"""Labels, with the name of whoever set them, and marks of sentences, read for showing alone."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, FromClause, and_, bindparam, select

from app.accounts.models import User
from app.extensions import db
from app.kit.rows import Part, asked, spans
from app.labels.models import LabelRow, SentenceMark
from app.posts.models import Post

_SETTERS = User.__table__.alias("label_setters")
LABEL = Part(LabelRow, without={"reason"})
SETTER = Part(User, table=_SETTERS, only=("id", "display_name"))


def with_label(joined: FromClause) -> FromClause:
    """What joins posts, with their labels."""
    labels = LabelRow.__table__
    joined = joined.outerjoin(labels, labels.c.post_id == Post.__table__.c.id)
    return joined.outerjoin(_SETTERS, _SETTERS.c.id == labels.c.set_by_id)


def with_marks(joined: FromClause) -> FromClause:
    """What joins posts, with a row for each of their marks that stands."""
    return joined.outerjoin(SentenceMark.__table__, and_(_marks.post_id == _posts.id, _marks.cleared_at.is_(None)))


def label_made(label: Sequence[Any], setter: Sequence[Any]) -> LabelRow | None:
    """The label of a row's two pieces; None if the post has none."""
    return LABEL.made_if_any(label, set_by=SETTER.made_if_any(setter))


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_labels = LabelRow.__table__
_LABELS = (
    select(*LABEL.columns, *SETTER.columns)
    .select_from(_labels.outerjoin(_SETTERS, _SETTERS.c.id == _labels.c.set_by_id))
    .where(_labels.c.post_id.in_(_IDS))
)


def labels_of(post_ids: Sequence[int]) -> dict[int, LabelRow]:
    """The labels of those posts that have one. One statement."""
    label, setter = spans(LABEL, SETTER)
    rows = asked(db.session(), _LABELS, {"ids": post_ids})
    return {made.post_id: made for row in rows if (made := label_made(row[label], row[setter])) is not None}


MARK = Part(SentenceMark)
_marks, _posts = SentenceMark.__table__.c, Post.__table__.c
_MARKS_OF = select(*MARK.columns).where(_marks.cleared_at.is_(None), _marks.post_id.in_(_IDS)).order_by(_marks.id)


def marks_of(post_ids: Sequence[int]) -> list[SentenceMark]:
    """The cautions beside sentences of these posts, in the order they were set."""
    return [MARK.made(row) for row in asked(db.session(), _MARKS_OF, {"ids": post_ids})]
