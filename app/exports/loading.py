"""Taking an export into an empty database: all of it, in one transaction, or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Engine, String, Table, bindparam, func, insert, inspect, select, text, update
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from app.exports import pictures
from app.exports.columns import Kind, fields
from app.exports.decided import LEFT_OUT, OF_A_NEW_SITE, TAKEN
from app.exports.errors import CommunityError, Wrong
from app.exports.manifest import Manifest
from app.exports.reading import Row, refused, rows
from app.exports.references import Known, named_tables
from app.exports.wholeness import missing_halves
from app.extensions import db
from app.kit.database import writing

AT_ONCE = 500
HELD = 8 * 1024 * 1024
"""Rows, and bytes of the files among them, that are written in one step."""

Told = Callable[[int], None]


def load(
    engine: Engine, folder: Path, manifest: Manifest, *, told: Told = lambda rows: None, keep: bool = True
) -> None:
    """Writes every row of a checked export. With `keep=False` everything is taken back at the end: a trial.
    Raises CommunityError; then nothing is written."""
    hanging = pictures.Hanging(folder, manifest.files)
    try:
        with writing(), engine.connect() as connection:
            _make_room(connection)
            _write_all(connection, folder, manifest, hanging, told)
            if keep:
                connection.commit()
            else:
                hanging.take_down()
    except BaseException as error:
        hanging.take_down()
        if isinstance(error, SQLAlchemyError):
            raise CommunityError(f"The database gave up: {reason(error)}. Nothing was taken over.") from error
        raise


def _tables(names: Any) -> list[Table]:
    return [table for table in db.metadata.sorted_tables if table.name in names]


def _make_room(connection: Connection) -> None:
    """Makes sure that nobody is there, nor comes in meanwhile, and takes away what a new site writes by itself."""
    there = set(inspect(connection).get_table_names())
    if lacking := sorted({*TAKEN, *LEFT_OUT} - there):
        raise CommunityError(f"The database has no table {lacking[0]}. Run `flask db upgrade` first.")
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in _tables({*TAKEN, *LEFT_OUT}))
        connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))
    for table in _tables(TAKEN.keys() - OF_A_NEW_SITE):
        if connection.execute(select(table.primary_key.columns[0]).limit(1)).first() is not None:
            raise CommunityError(
                f"The database is not empty: it has {table.name}. A community is taken in by a new database only."
            )
    for table in reversed(_tables({*LEFT_OUT, *OF_A_NEW_SITE})):
        connection.execute(table.delete())


def _write_all(connection: Connection, folder: Path, manifest: Manifest, hanging: pictures.Hanging, told: Told) -> None:
    tables, known = _tables(TAKEN), Known()
    named = named_tables(tables)
    for table in tables:
        told_in = manifest.tables[table.name]
        waiting: list[Row] = []
        held = 0
        for row in rows(folder, table, told_in):
            known.look(table, named, told_in.file, row)
            if table.name == pictures.TABLE:
                _hang(hanging, row, told_in.file)
            waiting.append(row)
            held += sum(len(value) for value in row.values.values() if type(value) is bytes)
            if len(waiting) >= AT_ONCE or held >= HELD:
                _write(connection, table, waiting, told_in.file)
                told(len(waiting))
                waiting, held = [], 0
        _write(connection, table, waiting, told_in.file)
        told(len(waiting))
        known.done.add(table.name)
    for late in known.settled():
        same = [table_column == late.key[table_column.name] for table_column in late.table.primary_key.columns]
        connection.execute(update(late.table).where(*same).values({late.column: late.value}))
    if half := missing_halves(connection):
        raise CommunityError(half)
    _go_on_counting(connection, tables)


def _hang(hanging: pictures.Hanging, row: Row, file: str) -> None:
    try:
        hanging.hang(row.values)
    except Wrong as wrong:
        raise refused(file, row.line, str(wrong)) from None


def _insert(table: Table) -> Any:
    """Values are checked already, so a choice goes in as its text; an absent JSON value is NULL."""
    values = {}
    for one in fields(table):
        kind = table.columns[one.name].type
        if one.kind is Kind.CHOICE:
            kind = String()
        elif one.kind is Kind.JSON and one.nullable:
            kind = JSON(none_as_null=True)
        values[one.name] = bindparam(one.name, type_=kind)
    return insert(table).values(values)


def _write(connection: Connection, table: Table, waiting: list[Row], file: str) -> None:
    if not waiting:
        return
    statement = _insert(table)
    try:
        with connection.begin_nested():
            connection.execute(statement, [row.values for row in waiting])
    except (IntegrityError, DataError) as whole:
        for row in waiting:
            try:
                with connection.begin_nested():
                    connection.execute(statement, row.values)
            except (IntegrityError, DataError) as error:
                raise refused(file, row.line, f"the database refuses it: {reason(error)}") from error
        raise CommunityError(f"{file}: the database refuses it: {reason(whole)}.") from whole


def reason(error: SQLAlchemyError) -> str:
    """The database's own words, without the statement."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
    return said[0].rstrip(".")


def _go_on_counting(connection: Connection, tables: list[Table]) -> None:
    """PostgreSQL counts apart from the rows: it goes on after the highest number. And it has to look at what it has now."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        column = table.autoincrement_column
        highest = connection.scalar(select(func.max(column))) if column is not None else None
        if column is None or highest is None:
            continue
        name = connection.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
        if name:
            connection.execute(select(func.setval(name, highest)))
    connection.execute(text("ANALYZE"))
