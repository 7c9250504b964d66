"""mark(): says that a document has changed. Marks are written with the change itself, and the indexing is owed with them."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, select, text
from sqlalchemy.orm import Session

from app.activity.owing import owe
from app.activity.registry import jobs
from app.extensions import db
from app.kit.clock import now
from app.search.models import Dirty

REINDEX = "search:reindex"
REBUILD = "search:rebuild"

_MARKED = "marked_for_search"
_MARK = text(
    "INSERT INTO search_dirty (kind, id, at, stamp) VALUES (:kind, :id, :at, :stamp) "
    "ON CONFLICT (kind, id) DO UPDATE SET at = excluded.at, stamp = excluded.stamp"
).bindparams(bindparam("at", type_=Dirty.__table__.c.at.type))


class Mark(NamedTuple):
    kind: str
    id: int
    stamp: str

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.id


def mark(kind: str, ident: int) -> None:
    """The document will be read again soon after this transaction is committed; marking twice is marking once."""
    db.session().info.setdefault(_MARKED, set()).add((kind, ident))


def write_marks(session: Session) -> None:
    """Writes what the transaction has marked, last and in order, so that two writers cannot wait for each other."""
    marked = session.info.pop(_MARKED, None)
    if marked:
        moment, stamp = now(), secrets.token_hex(16)
        rows = [{"kind": kind, "id": ident, "at": moment, "stamp": stamp} for kind, ident in sorted(marked)]
        session.execute(_MARK, rows)
        ask_for_reindex()


def ask_for_reindex(run_at: datetime | None = None) -> None:
    owe(jobs["search.jobs.reindex"], unique=REINDEX, run_at=run_at)


def ask_for_rebuild(run_at: datetime | None = None) -> None:
    owe(jobs["search.jobs.rebuild"], unique=REBUILD, run_at=run_at)


def oldest_marks(limit: int | None = None) -> list[Mark]:
    query = select(Dirty.kind, Dirty.id, Dirty.stamp).order_by(Dirty.at, Dirty.kind, Dirty.id)
    return [Mark(*row) for row in db.session.execute(query.limit(limit))]


def take_away(marks: Iterable[Mark]) -> None:
    """Takes marks away, unless the document was marked again meanwhile."""
    for one in marks:
        same = (Dirty.kind == one.kind) & (Dirty.id == one.id) & (Dirty.stamp == one.stamp)
        db.session.execute(delete(Dirty).where(same).execution_options(synchronize_session=False))


def waiting() -> tuple[int, datetime | None]:
    """How many documents wait to be indexed, and since when the first of them does."""
    number, since = db.session.execute(select(func.count(), func.min(Dirty.at)).select_from(Dirty)).one()
    return number, since
