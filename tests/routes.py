"""The routes are the same in every application of a run: what werkzeug writes and compiles for each is made once.

It is three quarters of what making an application costs, and nearly every test makes one.
"""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule

_make: Callable[..., Any] = Rule._compile_builder
_made: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}


def _made_once(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """What is made asks its rule for everything else when it is called, so that equal rules can share it."""
    kinds = sorted((name, type(converter).__name__) for name, converter in rule._converters.items())
    key = (append_unknown, rule.rule, *rule._trace, repr(rule.defaults), *kinds)
    if key not in _made:
        _made[key] = _make(rule, append_unknown)
    return _made[key]


def share_routes() -> None:
    Rule._compile_builder = _made_once  # type: ignore[method-assign]
