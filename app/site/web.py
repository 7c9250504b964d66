"""The web server: granian's worker processes, forked from the one that calls."""

import multiprocessing

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

BLOCKING_THREADS = 300
BACKLOG = 1000


def serve_web(target: str, *, host: str, port: int, workers: int) -> None:
    """Serves the WSGI application that `target` names (`module:name`) until told to stop. What is imported already is
    what the workers work with, each in a copy that the operating system makes page by page, as it is changed."""
    multiprocessing.set_start_method("fork", force=True)
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        backpressure=BACKLOG,
        log_level=LogLevels.error,
    ).serve()
