"""Binds the index to the application: one backend a process, and marks written with each transaction.

On PostgreSQL the index is in the database; otherwise it is in a folder.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.kit import edge
from app.kit.database import may_write
from app.search.backend import SearchBackend
from app.search.kept import KeptDocuments
from app.search.marking import write_marks

PATIENCE = 10.0
"""Seconds that a writer waits for another one; whoever gives up tries again by itself."""


def bind(app: Flask) -> None:
    app.extensions["search"] = _backend(app)
    app.extensions["search_kept"] = KeptDocuments()
    app.extensions["edge"].before_commit.insert(0, write_marks)


def _backend(app: Flask) -> SearchBackend:
    with app.app_context():
        engine = db.engine
    # Each is imported where it is chosen: the other one's library would only take memory.
    if engine.dialect.name == "postgresql":
        from app.search.postgres_backend import PostgresBackend

        return PostgresBackend(engine, reading=reading_along, patience=PATIENCE)
    from app.search.whoosh_backend import WhooshBackend

    return WhooshBackend(app.config["SEARCH_PATH"], patience=PATIENCE)


@contextmanager
def reading_along() -> Iterator[Connection]:
    """The session's own connection, in its transaction. What fails here leaves the transaction as usable as it was.

    A transaction that only reads has nothing to lose: after an error the database is told to begin anew, behind the
    session's back, so that what the session has loaded stays loaded. One that may write gets a savepoint.
    """
    connection = edge.session().connection()
    if may_write():
        with connection.begin_nested():
            yield connection
        return
    try:
        yield connection
    except DBAPIError:
        cast(Any, connection.connection.driver_connection).rollback()
        raise
