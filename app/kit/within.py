"""What holds within a block alone, and there for one thing alone: that this person's words were looked over, that this text was
read. Whatever else happens meanwhile is asked as always."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Within:
    """`with looked_over.of(author_id): …`, and inside `looked_over.holds_of(author_id)`."""

    def __init__(self, name: str) -> None:
        self._key: ContextVar[int | None] = ContextVar(name, default=None)

    @contextmanager
    def of(self, key: int) -> Iterator[None]:
        token = self._key.set(key)
        try:
            yield
        finally:
            self._key.reset(token)

    def holds_of(self, key: int | None) -> bool:
        return key is not None and self._key.get() == key
