"""One at a time, among all threads and processes of this machine; a lock dies with whoever held it."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.search.backend import IndexBusy

POLL = 0.02
"""Seconds between two tries."""


@contextmanager
def exclusive(path: Path, timeout: float) -> Iterator[None]:
    """Holds the lock file for the block; raises `IndexBusy` when it is not free within `timeout` seconds."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + timeout
        while not _taken(descriptor):
            if time.monotonic() >= until:
                raise IndexBusy(f"{path.name} is held by another writer")
            time.sleep(POLL)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether somebody holds the lock now."""
    try:
        with exclusive(path, timeout=0):
            return False
    except IndexBusy:
        return True


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
