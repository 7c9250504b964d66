"""Reading TOML strictly: a table becomes a dataclass, and what the dataclass does not know is a problem."""

import tomllib
from dataclasses import MISSING, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints

from app.demo.offsets import parse_offset

T = TypeVar("T")


class ScriptError(Exception):
    """The script cannot be played; `problems` says where and why, all of them at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the demo script:\n" + "\n".join(f"  {p}" for p in problems))
        self.problems = problems


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ScriptError([f"{path.name}: not readable as TOML, {error}"]) from error


def build(cls: type[T], table: dict[str, Any], where: str, problems: list[str], **given: Any) -> T | None:
    """An instance of `cls` from `table` plus the values `given`; None, with the problems noted, when it cannot be made."""
    hints = get_type_hints(cls)
    known = {field.name: field for field in fields(cls) if field.name not in given}  # type: ignore[arg-type]
    before = len(problems)
    problems += [f"{where}: unknown key “{key}”" for key in table if key not in known]
    values = dict(given)
    for name, field in known.items():
        if name in table:
            values[name] = read_value(table[name], hints[name], f"{where}: {name}", problems)
        elif field.default is MISSING and field.default_factory is MISSING:
            problems.append(f"{where}: “{name}” is missing")
    return cls(**values) if len(problems) == before else None


def read_value(raw: Any, hint: Any, where: str, problems: list[str]) -> Any:
    """`raw` as the annotated type: str, bool, int, a distance of time, a tuple of str, a dict."""
    kind = get_origin(hint) or hint
    if kind is tuple and isinstance(raw, list) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    if isinstance(raw, str) and (hint is timedelta or hint == timedelta | None):
        try:
            return parse_offset(raw)
        except ValueError as error:
            problems.append(f"{where}: {error}")
            return None
    if kind in (str, int, bool, dict) and type(raw) is kind:
        return raw.strip() if isinstance(raw, str) else raw
    problems.append(f"{where}: {raw!r} is not what belongs here")
    return None
