"""Runs the migrations in the application's own database, in one transaction."""

from typing import Any

from alembic import context
from flask import current_app

from app.extensions import db
from app.kit.database import writing
from app.kit.model import UtcDateTime


def _plain_types(kind: str, item: Any, _autogen: Any) -> str | bool:
    """A migration outlives the code it was made from, so it names plain types."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


with writing(), db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=_plain_types,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
