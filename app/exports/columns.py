"""A column as the files know it: how its value is written, and what is accepted when it is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Enum, Integer, LargeBinary, String, Table
from sqlalchemy.types import TypeEngine

from app.exports.errors import Wrong
from app.kit.model import UtcDateTime

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
NO_TEXT = re.compile("[\0\ud800-\udfff]")
FILE = re.compile(r"files/[0-9a-f]{64}")


class Kind(StrEnum):
    NUMBER = "number"
    BIG = "large number"
    BOOL = "true or false"
    TEXT = "text"
    CHOICE = "one of"
    TIME = "time"
    JSON = "JSON"
    FILE = "file"


KINDS: tuple[tuple[type[TypeEngine], Kind], ...] = (
    (Enum, Kind.CHOICE),
    (Boolean, Kind.BOOL),
    (BigInteger, Kind.BIG),
    (Integer, Kind.NUMBER),
    (String, Kind.TEXT),
    (UtcDateTime, Kind.TIME),
    (JSON, Kind.JSON),
    (LargeBinary, Kind.FILE),
)
BITS = {Kind.NUMBER: 31, Kind.BIG: 63}


@dataclass(frozen=True)
class Field:
    """One column. `refers` is the table whose `id` it names."""

    name: str
    kind: Kind
    nullable: bool
    limit: int | None = None
    values: tuple[str, ...] = ()
    refers: str | None = None

    def accept(self, value: Any, read_file: Callable[[str], bytes]) -> Any:
        """The value for the database, or Wrong."""
        if value is None:
            if not self.nullable and self.kind is not Kind.JSON:
                raise Wrong("is empty, and may not be")
            return None
        return ACCEPT[self.kind](self, value, read_file)


def field(column: Column[Any]) -> Field:
    """Raises LookupError for a type that the format does not know."""
    kind = next((kind for known, kind in KINDS if isinstance(column.type, known)), None)
    if kind is None:
        raise LookupError(f"{column}: the export has no way to write a {column.type!r}")
    targets = {key.column.table.name for key in column.foreign_keys if key.column.name == "id"}
    return Field(
        name=column.name,
        kind=kind,
        nullable=bool(column.nullable),
        limit=getattr(column.type, "length", None) if kind is Kind.TEXT else None,
        values=tuple(getattr(column.type, "enums", ())) if kind is Kind.CHOICE else (),
        refers=targets.pop() if targets else None,
    )


def fields(table: Table) -> tuple[Field, ...]:
    """The columns of a table in the order of the files; what the database computes itself is left out."""
    return tuple(field(column) for column in table.columns if column.computed is None)


def written_time(value: datetime) -> str:
    """2026-03-01T09:30:00.000000Z"""
    return value.isoformat(timespec="microseconds")[:26] + "Z"


def _number(field: Field, value: Any, _read: object) -> int:
    if type(value) is not int:
        raise Wrong("is not a whole number")
    edge = 1 << BITS[field.kind]
    if not -edge <= value < edge:
        raise Wrong("is too large a number")
    return value


def _bool(_field: Field, value: Any, _read: object) -> bool:
    if type(value) is not bool:
        raise Wrong("is neither true nor false")
    return value


def _text(field: Field, value: Any, _read: object) -> str:
    if type(value) is not str:
        raise Wrong("is not a text")
    if field.limit and len(value) > field.limit:
        raise Wrong(f"is longer than {field.limit} characters")
    if bad := NO_TEXT.search(value):
        raise Wrong(f"holds U+{ord(bad[0]):04X}, which a database cannot keep in a text")
    return value


def _choice(field: Field, value: Any, _read: object) -> str:
    if type(value) is not str or value not in field.values:
        raise Wrong("is none of " + ", ".join(field.values))
    return value


def _time(_field: Field, value: Any, _read: object) -> datetime:
    try:
        if type(value) is str and TIME.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise Wrong("is not a time such as 2026-03-01T09:30:00.000000Z")


def _json(_field: Field, value: Any, _read: object) -> Any:
    return value


def _file(_field: Field, value: Any, read: Callable[[str], bytes]) -> bytes:
    if type(value) is not str or not FILE.fullmatch(value):
        raise Wrong("is not the name of a file beside it")
    return read(value)


ACCEPT: dict[Kind, Callable[[Field, Any, Callable[[str], bytes]], Any]] = {
    Kind.NUMBER: _number,
    Kind.BIG: _number,
    Kind.BOOL: _bool,
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.TIME: _time,
    Kind.JSON: _json,
    Kind.FILE: _file,
}
