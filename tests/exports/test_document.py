"""Every table is decided about, and docs/export.md says of every column what it holds and means."""

import re
import tomllib

import pytest
from flask import Flask

from app.exports.columns import fields
from app.exports.decided import LEFT_OUT, TAKEN, undecided
from app.exports.describing import COMMON, FOLDER
from app.exports.document import PAGE, document, packages
from app.extensions import db
from tests.exports.conftest import First


@pytest.fixture(scope="module")
def database() -> str:
    """Nothing here asks the database anything."""
    return "sqlite"


def test_every_table_is_taken_or_left_out(app: Flask) -> None:
    assert undecided(set(db.metadata.tables)) == set(), "decide in app/exports/decided.py"
    assert TAKEN.keys() & LEFT_OUT.keys() == set()


def test_the_page_is_what_the_models_are(app: Flask) -> None:
    assert PAGE.read_text("utf-8") == document(), "run: python -m app.exports.document"


def test_nothing_is_said_of_what_is_not_there(app: Flask) -> None:
    there = {
        (package, table.name, name)
        for package, tables in packages().items()
        for table in tables
        for name in ("row", *(one.name for one in fields(table)))
    }
    said = {
        (path.stem, table, column)
        for path in FOLDER.glob("*.toml")
        if path.stem != COMMON
        for table, columns in tomllib.loads(path.read_text("utf-8")).items()
        for column in columns
    }
    assert said
    assert said - there == set()


def test_every_reference_can_be_written(app: Flask) -> None:
    """What a row names is taken too, and in an earlier file; or the reference may be empty until everything is there."""
    wrong, earlier = [], set()
    for table in db.metadata.sorted_tables:
        if table.name not in TAKEN:
            continue
        for column in table.columns:
            targets = {key.column for key in column.foreign_keys}
            if any(target.name != "id" or target.table.name not in TAKEN for target in targets) or len(targets) > 1:
                wrong.append(str(column))
            if any(target.table.name not in earlier for target in targets) and not column.nullable:
                wrong.append(str(column))
        earlier.add(table.name)
    assert wrong == []


def test_the_reader_on_the_page_reads(first: First, monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code
    monkeypatch.chdir(first.folder)
    found: dict = {}
    exec(code[1], found)
    assert found["users"][first.town.ids["ann"]]["email"] == "ann@example.org"
