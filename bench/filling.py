"""Fills an empty database with a made-up community, in bulk, and has the product make its index."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, Table, insert, select, text

from app import create_app
from app.accounts.passwords import hash_password
from app.extensions import Model, db
from app.jobs import worker
from app.kit.database import writing
from app.search import index
from bench.community import PASSWORD, Community
from config import TestSettings

HELD = 20_000
Say = Callable[[str], None]
AT_ONCE = 1_000


class Rows:
    """Waiting rows, table by table, written parents first."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.waiting: dict[type[Model], list[dict[str, Any]]] = defaultdict(list)
        self.held = 0

    def add(self, model: type[Model], row: dict[str, Any]) -> None:
        self.waiting[model].append(row)
        self.held += 1

    def write(self) -> None:
        order = {table.name: place for place, table in enumerate(db.metadata.sorted_tables)}
        for model in sorted(self.waiting, key=lambda model: order[model.__tablename__]):
            rows = self.waiting[model]
            for start in range(0, len(rows), AT_ONCE):
                self.connection.execute(insert(cast(Table, model.__table__)), rows[start : start + AT_ONCE])
        self.waiting.clear()
        self.held = 0


@contextmanager
def _opened(settings: TestSettings) -> Iterator[None]:
    """Inside the product on this database; nothing of it stays open."""
    app = create_app(settings)
    try:
        with app.app_context():
            yield
            db.session.remove()
            db.engine.dispose()
    finally:
        app.extensions["guest_pages"].engine.dispose()
        app.extensions["search"].close()


def fill(settings: TestSettings, questions: int, say: Say) -> None:
    """Tables and rows. The database must be empty."""
    with _opened(settings), writing():
        db.create_all()
        with db.engine.begin() as connection:
            _write(connection, Community(questions, hash_password(PASSWORD)))
    say("rows are written")


def make_index(settings: TestSettings, say: Say) -> None:
    """As the product makes it; what it and the clock leave to do is done. PostgreSQL takes statistics in the background; now it
    does so at once. The product takes none on SQLite."""
    with _opened(settings):
        count = index.rebuild()
        with writing():
            worker.run_all()
        db.session.remove()
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
    say(f"the index of {count} threads is made")


def _write(connection: Connection, community: Community) -> None:
    rows = Rows(connection)
    for model, row in community.beginnings():
        rows.add(model, row)
    for thread in community.threads():
        for model, row in thread:
            rows.add(model, row)
        if rows.held > HELD:
            rows.write()
    rows.write()
    if connection.dialect.name == "postgresql":
        _count_on(connection)


def _count_on(connection: Connection) -> None:
    """Lets the sequences go on where the rows' own ids stopped."""
    for table in db.metadata.sorted_tables:
        column = table.c.get("id")
        if column is None or column.foreign_keys:
            continue
        name = connection.scalar(select(text(f"pg_get_serial_sequence('{table.name}', 'id')")))
        if name:
            connection.execute(text(f"SELECT setval('{name}', coalesce((SELECT max(id) FROM {table.name}), 1))"))
