"""Writing many rows at once, with ids given out here so that rows can name each other before they are written."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from app.extensions import Model

AT_ONCE = 500
HELD = 5_000
RESERVED = 200

_RESERVE = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")


class Bulk:
    """Rows wait here and are written table by table, in the order given: parents first.

    PostgreSQL gives ids from its own counters, so that people may write while an import runs. SQLite has one writer at
    a time: there the next ids are read at the start of each transaction (`begin`).
    """

    def __init__(self, session: Session, order: Sequence[type[Model]]) -> None:
        self.session = session
        self.waiting: dict[type[Model], list[dict[str, Any]]] = {model: [] for model in order}
        self.held = 0
        self._last: dict[type[Model], int] = {}
        self._reserved: dict[type[Model], list[int]] = {}
        self._counts_itself = session.get_bind().dialect.name == "postgresql"

    def begin(self) -> None:
        """Said first in every transaction."""
        self._last.clear()
        for rows in self.waiting.values():
            rows.clear()
        self.held = 0

    def next_id(self, model: type[Model]) -> int:
        """An id that no row of the model's own table has; each is higher than the one before."""
        if self._counts_itself:
            return self._next_reserved(model)
        if model not in self._last:
            self._last[model] = self.session.scalar(select(func.max(model.__table__.c.id))) or 0
        self._last[model] += 1
        return self._last[model]

    def _next_reserved(self, model: type[Model]) -> int:
        left = self._reserved.setdefault(model, [])
        if not left:
            found = self.session.scalars(_RESERVE, {"name": model.__tablename__, "count": RESERVED})
            left.extend(sorted(found, reverse=True))
        return left.pop()

    def add(self, model: type[Model], **row: Any) -> None:
        """A row of the model's own table: a joined kind is added table by table. Rows of a model name the same columns."""
        self.waiting[model].append(row)
        self.held += 1

    def write(self) -> None:
        for model, rows in self.waiting.items():
            for start in range(0, len(rows), AT_ONCE):
                self.session.execute(insert(cast(Table, model.__table__)), rows[start : start + AT_ONCE])
            rows.clear()
        self.held = 0

    def write_if_many(self) -> None:
        """Keeps memory small: called between two things that belong together."""
        if self.held >= HELD:
            self.write()
