"""Words that mean the same, as the administrator wrote them."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.search.analysis import fold, forms
from app.search.expanding import Group
from app.search.models import SynonymGroup

SYNONYMS = "synonyms"
"""The version that every change raises."""
BETWEEN = ", "


def in_use() -> Sequence[SynonymGroup]:
    query = select(SynonymGroup).where(SynonymGroup.removed_at.is_(None))
    return db.session.scalars(query.order_by(SynonymGroup.language, SynonymGroup.words)).all()


def members(text: str) -> Group:
    return tuple(filter(None, (one.strip() for one in text.split(BETWEEN.strip()))))


def folded(text: str) -> tuple[str, ...]:
    """What two writings of one member have in common."""
    return tuple(forms(word)[0] for word in fold(text).split())
