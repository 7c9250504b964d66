"""Reading the rows of an export: every line is what the columns say, in the order of its key, and no key is there twice."""

import lzma
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Table

from app.exports.columns import Field, fields
from app.exports.errors import CommunityError, Wrong
from app.exports.lines import LONGEST, read
from app.exports.manifest import TableFile
from app.exports.storing import open_lines


class Row(NamedTuple):
    line: int
    values: dict[str, Any]


def rows(folder: Path, table: Table, told_in: TableFile) -> Iterator[Row]:
    """The rows of a table's file; a CommunityError names the file and the line."""
    of = fields(table)
    keys = [column.name for column in table.primary_key.columns]
    last: tuple[Any, ...] | None = None
    number = 0
    with open_lines(folder / told_in.file) as file:
        try:
            while line := file.readline(LONGEST + 1):
                number += 1
                values = _row(line, of, _reader(folder))
                key = tuple(values[name] for name in keys)
                if last is not None and key <= last:
                    raise Wrong(_out_of_order(keys, key, last))
                last = key
                yield Row(number, values)
        except Wrong as wrong:
            raise refused(told_in.file, number, str(wrong)) from None
        except (lzma.LZMAError, EOFError):
            raise refused(told_in.file, number, "the file is damaged after this line") from None
    if number != told_in.rows:
        raise CommunityError(f"{told_in.file} has {number} rows; the manifest says {told_in.rows}.")


def refused(file: str, line: int, why: str) -> CommunityError:
    return CommunityError(f"{file}, line {line}: {why}.")


def _row(line: bytes, of: tuple[Field, ...], read_file: Callable[[str], bytes]) -> dict[str, Any]:
    row = read(line)
    if len(row) != len(of):
        names = {one.name for one in of}
        if unknown := row.keys() - names:
            raise Wrong(f"there is no column {min(unknown)}")
        raise Wrong(f"the column {min(names - row.keys())} is missing")
    values = {}
    for one in of:
        try:
            values[one.name] = one.accept(row[one.name], read_file)
        except KeyError:
            raise Wrong(f"the column {one.name} is missing") from None
        except Wrong as wrong:
            raise Wrong(f"{one.name} {wrong}") from None
    return values


def _out_of_order(keys: list[str], key: tuple[Any, ...], last: tuple[Any, ...]) -> str:
    said = ", ".join(f"{name} {value}" for name, value in zip(keys, key, strict=True))
    return f"{said} is there twice" if key == last else f"{said} is not in its order"


def _reader(folder: Path) -> Callable[[str], bytes]:
    def read_file(name: str) -> bytes:
        path = folder / name
        if path.is_symlink() or not path.is_file():
            raise Wrong(f"names {name}, which is missing")
        data = path.read_bytes()
        if f"files/{sha256(data).hexdigest()}" != name:
            raise Wrong(f"names {name}, which is damaged")
        return data

    return read_file
