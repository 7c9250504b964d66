"""Writing many rows at once, with ids given out here so that rows can name each other before they are written."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from app.extensions import Model

AT_ONCE = 500
HELD = 5_000


class Bulk:
    """Rows wait here and are written table by table, in the order given: parents first."""

    def __init__(self, session: Session, order: Sequence[type[Model]]) -> None:
        self.session = session
        self.waiting: dict[type[Model], list[dict[str, Any]]] = {model: [] for model in order}
        self.last_ids: dict[type[Model], int] = {}
        self.held = 0

    def next_id(self, model: type[Model]) -> int:
        """An id that no row of the model's own table has."""
        if model not in self.last_ids:
            self.last_ids[model] = self.session.scalar(select(func.max(model.__table__.c.id))) or 0
        self.last_ids[model] += 1
        return self.last_ids[model]

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

    def finish(self) -> None:
        """Writes the rest, and lets the database go on counting where this stopped."""
        self.write()
        if self.session.get_bind().dialect.name != "postgresql":
            return
        for model in self.last_ids:
            name = model.__tablename__
            self.session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
            )
