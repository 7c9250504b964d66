"""Writing an export: every table of one moment, row by row, while the site is served."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, String, Table, collate, func, select

from app.exports import pictures
from app.exports.columns import Field, Kind, fields, written_time
from app.exports.decided import TAKEN
from app.exports.folders import new_folder
from app.exports.lines import written
from app.exports.manifest import ABOUT, MADE, README, Manifest, TableFile, write_json
from app.exports.storing import Beside, new_file, packed
from app.extensions import db
from app.kit.clock import now

AT_ONCE, FILES_AT_ONCE = 500, 8
"""Rows held in memory, and rows that have a file."""

Told = Callable[[int], None]


def export(
    engine: Engine,
    target: Path,
    *,
    xz: bool = False,
    replace: bool = False,
    counted: Told = lambda rows: None,
    told: Told = lambda rows: None,
) -> Manifest:
    """Writes the community as it is at one moment into the folder `target`; `counted(all)` comes before the first row,
    `told(more)` along the way. Raises CommunityError, or the OSError of a disk that has no room, and leaves nothing."""
    with new_folder(target, replace=replace) as folder, one_moment(engine) as connection:
        tables = [table for table in db.metadata.sorted_tables if table.name in TAKEN]
        counted(sum(connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables))
        manifest, beside = Manifest(), Beside(folder)
        for table in tables:
            manifest.tables[table.name] = _write(connection, table, folder, beside, xz, told)
        manifest.lacking = beside.lacking
        manifest.files = beside.sizes
        with new_file(folder / README) as sink:
            sink.write(ABOUT.encode())
        write_json(folder / MADE, {"at": written_time(now()), "from": engine.dialect.name, "rows": manifest.rows})
        manifest.write(folder)
    return manifest


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A reading transaction that sees nothing of what is written meanwhile, and holds nobody up."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with engine.connect() as connection:
        yield connection


def in_order(table: Table, of: tuple[Field, ...], dialect: str) -> Select[Any]:
    """All rows by their key, texts compared byte by byte whatever the database's language."""
    keys = [
        collate(column, "C") if dialect == "postgresql" and isinstance(column.type, String) else column
        for column in table.primary_key.columns
    ]
    return select(*(table.columns[one.name] for one in of)).order_by(*keys)


def _write(connection: Connection, table: Table, folder: Path, beside: Beside, xz: bool, told: Told) -> TableFile:
    of = fields(table)
    names = [one.name for one in of]
    ways: dict[Kind, Callable[[Any], str]] = {Kind.TIME: written_time, Kind.FILE: beside.keep}
    turned = [(place, ways[one.kind]) for place, one in enumerate(of) if one.kind in ways]
    at_once = FILES_AT_ONCE if any(one.kind is Kind.FILE for one in of) else AT_ONCE
    query = in_order(table, of, connection.dialect.name).execution_options(yield_per=at_once)
    name = f"{table.name}.jsonl" + (".xz" if xz else "")
    rows = 0
    with new_file(folder / name) as sink, packed(sink, xz) as out:
        for part in connection.execute(query).partitions():
            lines = []
            for row in part:
                values = list(row)
                for place, turn in turned:
                    if values[place] is not None:
                        values[place] = turn(values[place])
                line = dict(zip(names, values, strict=True))
                if table.name == pictures.TABLE:
                    pictures.take_along(line, beside)
                lines.append(written(line))
            out.write(b"".join(lines))
            rows += len(lines)
            told(len(lines))
    return TableFile(name, rows, sink.stored.bytes, sink.stored.sha256, names)
