"""What requests have committed: which tables, with which texts; and putting those tables back."""

import json
import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import Connection, create_engine, event, text

from app.extensions import db

WRITES = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)
KEPT = "kept_"


def words_in(value: Any) -> Iterator[str]:
    """Every text in parameters of a statement, also in JSON."""
    if isinstance(value, str):
        yield value
        if value[:1] in ("{", "["):
            try:
                yield from words_in(json.loads(value))
            except ValueError:
                return
    elif isinstance(value, dict):
        for one in value.values():
            yield from words_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from words_in(one)
    elif hasattr(value, "obj"):
        yield from words_in(value.obj)


class Journal:
    """Listens to the application's database. What is rolled back is forgotten; what is committed is noted."""

    def __init__(self, app: Flask) -> None:
        self.tables: set[str] = set()
        self.texts: set[str] = set()
        with app.app_context():
            engine = db.engine
            self._keeper = self._keep()
        event.listen(engine, "before_cursor_execute", self._wrote)
        event.listen(engine, "commit", self._committed)
        event.listen(engine, "rollback", lambda connection: connection.info.pop("wrote", None))

    def _wrote(self, connection: Connection, _cursor: Any, statement: str, given: Any, *_more: Any) -> None:
        if found := WRITES.findall(statement):
            connection.info.setdefault("wrote", []).append((found[0], given))

    def _committed(self, connection: Connection) -> None:
        for table, given in connection.info.pop("wrote", []):
            self.tables.add(table)
            self.texts.update(words_in(given))

    def _keep(self) -> Connection:
        """A connection of its own, which no foreign key stops, and a copy of every table."""
        keeper = create_engine(db.engine.url, isolation_level="AUTOCOMMIT").connect()
        if keeper.dialect.name == "postgresql":
            keeper.execute(text("SET session_replication_role = replica"))
        for table in db.metadata.sorted_tables:
            keeper.execute(text(f'CREATE TABLE "{KEPT}{table.name}" AS SELECT * FROM "{table.name}"'))
        return keeper

    def put_back(self) -> None:
        """The tables that were written to, as they were in the beginning."""
        for table in self.tables:
            self._keeper.execute(text(f'DELETE FROM "{table}"'))
            self._keeper.execute(text(f'INSERT INTO "{table}" SELECT * FROM "{KEPT}{table}"'))  # noqa: S608
        self.forget()

    def forget(self) -> None:
        self.tables, self.texts = set(), set()

    def close(self) -> None:
        self._keeper.close()
        self._keeper.engine.dispose()
