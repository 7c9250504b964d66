"""A template is compiled once in a run, whichever application asks: nearly every test makes an application of its own, and
the first page of each cost a fifth of a second of compiling.
"""

from types import CodeType
from typing import Any

from app.kit.templates import SpokenTemplates

_compile = SpokenTemplates.compile
_compiled: dict[tuple[Any, ...], CodeType] = {}


def _compiled_once(
    templates: SpokenTemplates, source: Any, name: str | None = None, filename: str | None = None, *args: Any
) -> Any:
    """Equal texts in the same language, said by the same catalogue, are the same code."""
    if args or not isinstance(source, str) or name is None:
        return _compile(templates, source, name, filename, *args)
    key = (source, name, filename, templates.say, templates.drawn, templates.trim_blocks)
    if key not in _compiled:
        _compiled[key] = _compile(templates, source, name, filename)
    return _compiled[key]


def share_templates() -> None:
    SpokenTemplates.compile = _compiled_once  # type: ignore[method-assign, assignment]
