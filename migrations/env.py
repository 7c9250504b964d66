"""Runs the migrations in the application's own database, in one transaction."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.extensions import db
from app.kit.database import writing
from app.kit.model import UtcDateTime


def _plain_types(kind: str, item: Any, _autogen: Any) -> str | bool:
    """A migration outlives the code it was made from, so it names plain types."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _tables_may_be_made_anew(connection: Connection, may: bool) -> None:
    """SQLite changes a table by making it anew, and while foreign keys are watched it would not let go of the old one whose
    rows others name. It takes this word outside of a transaction only."""
    if connection.dialect.name == "sqlite":
        opened: Any = connection.connection.driver_connection
        opened.execute(f"PRAGMA foreign_keys={'OFF' if may else 'ON'}")


def _nothing_dangles(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if found:
            raise RuntimeError(f"{len(found)} rows name others that are not there, the first in {found[0][0]}.")


with writing(), db.engine.connect() as connection:
    _tables_may_be_made_anew(connection, True)
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=_plain_types,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
        _nothing_dangles(connection)
    connection.commit()
    _tables_may_be_made_anew(connection, False)
