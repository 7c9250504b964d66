"""Does every reference name a row? Asked while rows are read, so that a broken one has a file and a line.

Tables come in the order of their references, so what a row names is mostly known already. What it names of its own table,
or of a later one, may come after it: the row is written without that reference, which is filled in at the end.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Table

from app.exports.columns import Field, fields
from app.exports.reading import Row, refused


class Late(NamedTuple):
    table: Table
    column: str
    target: str
    key: dict[str, Any]
    value: int
    file: str
    line: int


@dataclass
class Known:
    """The numbers of the rows read so far, eight bytes each: they come in rising order."""

    ids: dict[str, "array[int]"] = field(default_factory=dict)
    late: list[Late] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def has(self, table: str, value: int) -> bool:
        known = self.ids.get(table)
        if not known or value > known[-1]:
            return False
        return known[bisect_left(known, value)] == value

    def look(self, table: Table, named: set[str], file: str, row: Row) -> None:
        """Remembers the row and checks what it names; takes out, for later, what may still come."""
        if table.name in named:
            self.ids.setdefault(table.name, array("q")).append(row.values["id"])
        for one in referring(table):
            value = row.values[one.name]
            target = one.refers
            if value is None or target is None or self.has(target, value):
                continue
            if target in self.done:
                raise refused(file, row.line, f"{one.name} {value} names no row of {target}")
            key = {column.name: row.values[column.name] for column in table.primary_key.columns}
            self.late.append(Late(table, one.name, target, key, value, file, row.line))
            row.values[one.name] = None

    def settled(self) -> Iterator[Late]:
        """What was put off, each checked now that everything is read."""
        for one in self.late:
            if not self.has(one.target, one.value):
                raise refused(one.file, one.line, f"{one.column} {one.value} names no row of {one.target}")
            yield one


_referring: dict[str, tuple[Field, ...]] = {}


def referring(table: Table) -> tuple[Field, ...]:
    if table.name not in _referring:
        _referring[table.name] = tuple(one for one in fields(table) if one.refers)
    return _referring[table.name]


def named_tables(tables: list[Table]) -> set[str]:
    """The tables whose rows are named by others."""
    return {one.refers for table in tables for one in referring(table) if one.refers}
