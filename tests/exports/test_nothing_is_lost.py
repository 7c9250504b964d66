"""The files against the database itself, read by nothing of ours."""

import json
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from app.exports.decided import TAKEN
from tests.exports.conftest import First, lines_of

AS_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "DATETIME": lambda value: value.replace(" ", "T") + "Z",
    "BOOLEAN": bool,
    "JSON": json.loads,
    "BLOB": lambda value: f"files/{sha256(value).hexdigest()}",
}


@pytest.fixture(scope="module")
def database() -> str:
    """The town is read where it was built."""
    return "sqlite"


def test_every_value_of_every_row_is_in_the_files(first: First) -> None:
    connection = sqlite3.connect(f"file:{first.folder.parent / 'town' / 'test.db'}?mode=ro", uri=True)
    for table in TAKEN:
        columns = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")}
        found = [
            {
                name: value if value is None or kind not in AS_WRITTEN else AS_WRITTEN[kind](value)
                for (name, kind), value in zip(columns.items(), row, strict=True)
            }
            for row in connection.execute(f"SELECT * FROM {table}")
        ]
        lines = lines_of(first.folder, table)
        assert sorted(map(json.dumps, lines)) == sorted(map(json.dumps, found)), table
    connection.close()
