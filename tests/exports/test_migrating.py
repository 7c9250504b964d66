"""A community that has something in every table goes back to an earlier version of the tables, and up again."""

from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, func, inspect, select

from app import create_app
from app.extensions import db
from config import TestSettings
from tests.databases import close
from tests.exports.conftest import First, take_in

BEFORE_THE_SECOND_LEVEL = "0003"


def rows_of(connection: Connection) -> dict[str, int]:
    there = set(inspect(connection).get_table_names())
    tables = [table for table in db.metadata.sorted_tables if table.name in there]
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_row_is_lost(kind: str, first: First, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = None if kind == "sqlite" else request.getfixturevalue("postgres_url")
    app = create_app(TestSettings(tmp_path, url))
    with app.app_context():
        upgrade()
    take_in(app, first.folder)
    with app.app_context():
        with db.engine.connect() as connection:
            full = rows_of(connection)
        downgrade(revision=BEFORE_THE_SECOND_LEVEL)
        with db.engine.connect() as connection:
            before = rows_of(connection)
        assert before == {name: full[name] for name in before}
        upgrade()
        with db.engine.connect() as connection:
            after = rows_of(connection)
    close(app)
    assert {name: after[name] for name in before} == before
    assert len(before) < len(after)
