"""A full disk, said in our own words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from app.search.backend import NoRoom

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space, none left of what we may use, or a file larger than we may write."""


def is_full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in FULL


@contextmanager
def room() -> Iterator[None]:
    """Says `NoRoom` when the block finds the disk full."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise NoRoom from error
        raise
