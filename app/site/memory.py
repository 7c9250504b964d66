"""How processes share memory, and what the C library keeps of it."""

import ctypes
import gc

from flask import Flask
from sqlalchemy.orm import configure_mappers

from app.extensions import db
from app.site.warming import warm

ARENA_MAX, MMAP_THRESHOLD = -8, -3
"""Names of mallopt(3)."""


def keep_little() -> None:
    """Two heaps a process: otherwise each of the server's threads gets one of its own, of which little is given back. And
    what is large is given back as soon as it is free: otherwise a password's 19 MiB raise what is kept."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(ARENA_MAX, 2)
        mallopt(MMAP_THRESHOLD, 1024 * 1024)


def ready_to_fork(app: Flask) -> None:
    """What every process would make for itself is made, and nothing is open that two must not share: no connection to the
    database, no index. What is here now is never looked through for garbage, which would copy it."""
    configure_mappers()
    warm(app)
    with app.app_context():
        db.engine.dispose()
    app.extensions["search"].close()
    gc.collect()
    gc.freeze()
