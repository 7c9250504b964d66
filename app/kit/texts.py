"""Texts that are written in the domain and translated at the edge."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_later: ContextVar[bool] = ContextVar("read_later", default=False)


def N_(message: str) -> str:
    """Marks a text for translation without translating it: the domain does not know who will read it."""
    return message


def _plain(message: str, params: Mapping[str, Any]) -> str:
    return message % params if params else message


_translate: Callable[[str, Mapping[str, Any]], str] = _plain


def translate_with(translate: Callable[[str, Mapping[str, Any]], str]) -> None:
    """The edge says once how a message and its parameters (names, times, other texts) become a sentence."""
    global _translate
    _translate = translate


@contextmanager
def read_later() -> Iterator[None]:
    """Inside, texts are for somebody who reads at an unknown time (a mail): "18:00" alone would say nothing."""
    token = _later.set(True)
    try:
        yield
    finally:
        _later.reset(token)


def is_read_later() -> bool:
    return _later.get()


class Text:
    """A sentence that is still to be translated. str() says it in the language of whoever reads at that moment."""

    __slots__ = ("message", "params")

    def __init__(self, message: str, **params: Any) -> None:
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return _translate(self.message, self.params)

    def __repr__(self) -> str:
        return f"Text({self.message!r}, {self.params!r})"

    def __bool__(self) -> bool:
        return bool(self.message)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.message, self.params) == (other.message, other.params)

    def __hash__(self) -> int:
        return hash(self.message)
