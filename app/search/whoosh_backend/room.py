"""A full disk, said in our own words."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.kit.room import is_full
from app.search.backend import NoRoom


@contextmanager
def room() -> Iterator[None]:
    """Says `NoRoom` when the block finds the disk full."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise NoRoom from error
        raise
