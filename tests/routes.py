"""The routes are the same in every application of a run: what werkzeug reads out of each, and writes and compiles for it, is
made once. It is most of what making an application costs, and nearly every test makes one.
"""

from typing import Any

from werkzeug.routing import Rule

_compile = Rule.compile
_compiled: dict[tuple[Any, ...], Rule] = {}


def _compiled_once(rule: Rule) -> None:
    """What is made asks its rule for everything else when it is called, so that equal rules can share it."""
    assert rule.map is not None
    kinds = tuple(rule.map.converters.items())
    key = (rule.rule, rule.host, rule.subdomain, rule.map.host_matching, rule.merge_slashes, repr(rule.defaults), kinds)
    like = _compiled.setdefault(key, rule)
    if like is rule:
        _compile(rule)
        return
    rule._parts, rule._trace, rule._converters = like._parts, like._trace, like._converters
    rule.arguments = like.arguments
    rule._build = like._build.__func__.__get__(rule, None)  # type: ignore[attr-defined]
    rule._build_unknown = like._build_unknown.__func__.__get__(rule, None)  # type: ignore[attr-defined]


def share_routes() -> None:
    Rule.compile = _compiled_once  # type: ignore[method-assign]
