"""What an earlier run of this source made, and what this one makes: each row once, by its foreign id."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from app.extensions import Model
from app.imports.archive_rows import FOREIGN_MAX
from app.imports.bulk import Bulk
from app.posts.models import Origin

ASKED_AT_ONCE = 500


class Origins:
    """Knows nothing by itself but what it was asked: an archive may have more rows than fit in memory."""

    def __init__(self, bulk: Bulk, source: str) -> None:
        self.bulk, self.source = bulk, source

    def made(self, model: type[Model], foreign_ids: Iterable[str]) -> dict[str, int]:
        """Foreign id → the row of this model that an earlier run made for it; those it made none for are not in it."""
        table = model.__table__
        query = select(Origin.foreign_id, table.c.id).join(table, table.c.origin_id == Origin.id)
        query = query.where(Origin.source == self.source)
        found: dict[str, int] = {}
        asked = sorted(set(foreign_ids))
        for start in range(0, len(asked), ASKED_AT_ONCE):
            some = asked[start : start + ASKED_AT_ONCE]
            found.update(self.bulk.session.execute(query.where(Origin.foreign_id.in_(some))).all())
        return found

    def new(self, foreign: str, at: datetime, *, url: str = "", author: str = "", licence: str = "") -> int:
        origin_id = self.bulk.next_id(Origin)
        self.bulk.add(
            Origin,
            id=origin_id,
            source=self.source,
            foreign_id=foreign[:FOREIGN_MAX],
            url=url[:500],
            year=at.year,
            author=author[:120],
            licence=licence[:40],
        )
        return origin_id
