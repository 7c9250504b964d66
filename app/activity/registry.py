"""Who reacts to what. Features register at import; nothing here knows them."""

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from app.activity.models import Event

Reaction = Callable[[Event], None]
AnyReaction = TypeVar("AnyReaction", bound=Reaction)
AnyJob = TypeVar("AnyJob", bound=Callable[..., None])

_owed: dict[str, list[str]] = defaultdict(list)
_at_once: dict[str, list[Reaction]] = defaultdict(list)
reactions: dict[str, Reaction] = {}
jobs: dict[str, Callable[..., None]] = {}


def name_of(function: Callable[..., Any]) -> str:
    return f"{function.__module__.removeprefix('app.')}.{function.__name__}"


def reacts_to(*kinds: StrEnum, at_once: bool = False) -> Callable[[AnyReaction], AnyReaction]:
    """Calls the function with each event of these kinds: later, in the worker, in a transaction of its own.

    With `at_once`, in the transaction of the event itself: only for what a reader must see together with it.
    """

    def register(function: AnyReaction) -> AnyReaction:
        name = name_of(function)
        reactions[name] = function
        for kind in kinds:
            if at_once:
                _at_once[kind.value].append(function)
            elif name not in _owed[kind.value]:
                _owed[kind.value].append(name)
        return function

    return register


def job(function: AnyJob) -> AnyJob:
    """A function that the worker may call by name with ids; it must be safe to run twice."""
    jobs[name_of(function)] = function
    return function


def owed_for(kind: StrEnum) -> list[str]:
    return _owed.get(kind.value, [])


def at_once_for(kind: StrEnum) -> list[Reaction]:
    return _at_once.get(kind.value, [])
