"""What the database says, in the index's own words: busy, or to be rebuilt."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError

from app.search.backend import IndexBusy, IndexUnavailable, NoRoom

MISSING = (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName)


def said_by(error: BaseException) -> IndexUnavailable:
    """`IndexBusy` for what passes by itself (a lock, a lost connection, a full disk), else that a rebuild is needed."""
    if isinstance(error, MISSING):
        return IndexUnavailable("there is no index yet; rebuild it")
    if isinstance(error, psycopg.errors.DiskFull):
        return NoRoom()
    if isinstance(error, psycopg.OperationalError):
        return IndexBusy(f"the index cannot be reached now: {error}")
    return IndexUnavailable(f"the index cannot be used; rebuild it: {error}")


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the database inside the block leave it as `IndexUnavailable`."""
    try:
        yield
    except psycopg.Error as error:
        raise said_by(error) from error
    except DBAPIError as error:
        raise said_by(error.orig or error) from error
