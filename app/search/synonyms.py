"""Words that mean the same, as the administrator wrote them: read once for each change of them."""

from collections.abc import Sequence
from threading import Lock

from sqlalchemy import select

from app.activity.models import PageVersion
from app.extensions import db
from app.kit import edge
from app.search.analysis import fold, forms
from app.search.expanding import Group
from app.search.models import SynonymGroup

SYNONYMS = "synonyms"
"""The version that every change raises."""
BETWEEN = ", "


class KeptSynonyms:
    """The groups as they were at one version, in this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[int, tuple[tuple[str, Group], ...]] | None = None

    def groups(self) -> tuple[tuple[str, Group], ...]:
        """(language, words) of every group in use."""
        version = db.session.scalar(select(PageVersion.number).where(PageVersion.key == SYNONYMS)) or 0
        with self._lock:
            if self._kept is None or self._kept[0] != version:
                self._kept = version, tuple((one.language, members(one.words)) for one in in_use())
            return self._kept[1]


def in_use() -> Sequence[SynonymGroup]:
    query = select(SynonymGroup).where(SynonymGroup.removed_at.is_(None))
    return db.session.scalars(query.order_by(SynonymGroup.language, SynonymGroup.words)).all()


def members(text: str) -> Group:
    return tuple(filter(None, (one.strip() for one in text.split(BETWEEN.strip()))))


def groups_in(language: str | None) -> tuple[Group, ...]:
    """The groups of a language and those of all languages."""
    return tuple(group for own, group in edge.bound("synonyms").groups() if own in ("", language))


def folded(text: str) -> tuple[str, ...]:
    """What two writings of one member have in common."""
    return tuple(forms(word)[0] for word in fold(text).split())
