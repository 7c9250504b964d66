"""One transaction a request, committed here and nowhere else.

Returning a good answer commits; an error, or an answer that says no, rolls back. A GET never writes: what it has to
note down (a view, a search without result) waits in `afterwards` for a short transaction of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request
from sqlalchemy.orm import Session

from app.kit.database import writing

Read = TypeVar("Read")
READS = frozenset({"GET", "HEAD", "OPTIONS"})


def session() -> Session:
    return current_app.extensions["sqlalchemy"].session


def bound(name: str) -> Any:
    """What create_app() bound to the application at work under this name."""
    return current_app.extensions[name]


def commit() -> None:
    """Raises the version of every page that the transaction changed, then commits."""
    for finish in current_app.extensions["edge"].before_commit:
        finish(session())
    session().commit()


@contextmanager
def transaction() -> Iterator[Session]:
    """A writing transaction outside a request: a job, a command, a test."""
    with writing():
        try:
            yield session()
            commit()
        except BaseException:
            session().rollback()
            raise


def release() -> None:
    """Ends the transaction that has only read so far, so that slow work (hashing a password) holds no lock."""
    session().rollback()


def reading(read: Callable[[], Read]) -> Read:
    """What `read()` finds in a transaction that begins now, only reads and ends with it: nobody waits for it."""
    release()
    with writing(False):
        try:
            return read()
        finally:
            release()


def afterwards(work: Callable[..., None], *args: Any) -> None:
    """Does `work(*args)` in a transaction of its own once the answer is made. It may fail without harm."""
    g.setdefault("afterwards", []).append((work, args))


class Edge:
    """What has to happen in each transaction just before it is committed."""

    def __init__(self) -> None:
        self.before_commit: list[Callable[[Session], None]] = []


class UncheckedForm(RuntimeError):
    """A view changed something without having checked the form's token: a mistake of ours, never of the visitor."""


class TransactionalFlask(Flask):
    def dispatch_request(self) -> Response:
        reads = request.method in READS
        with writing(not reads):
            try:
                response = self.make_response(super().dispatch_request())
                if reads or response.status_code >= 400:
                    session().rollback()
                else:
                    if not g.get("token_checked") and not self._is_exempt():
                        raise UncheckedForm(request.endpoint)
                    commit()
            except BaseException:
                session().rollback()
                raise
        self._afterwards()
        return response

    def _is_exempt(self) -> bool:
        return getattr(self.view_functions.get(request.endpoint or ""), "token_exempt", False)

    def _afterwards(self) -> None:
        for work, args in g.pop("afterwards", []):
            try:
                with transaction():
                    work(*args)
            except Exception:
                current_app.logger.exception("afterwards: %s", work)
