"""Migrations: up from empty on both databases, to exactly the tables that the code has."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import Connection, inspect

from app import create_app
from app.extensions import db
from config import TestSettings


def checks_of(connection: Connection) -> dict[str, dict[str, str]]:
    """Table → the rules the database keeps in it, by their names: Alembic compares none of them."""
    made = inspect(connection)
    return {
        table.name: {str(check["name"]): check["sqltext"] for check in made.get_check_constraints(table.name)}
        for table in db.metadata.sorted_tables
    }


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_up_from_empty_and_down_again(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = None if database == "sqlite" else request.getfixturevalue("postgres_url")
    app = create_app(TestSettings(tmp_path, url))
    with app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": False})
            assert compare_metadata(context, db.metadata) == []
            migrated = checks_of(connection)
        downgrade(revision="base")
        with db.engine.connect() as connection:
            assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        db.create_all()
        with db.engine.connect() as connection:
            assert migrated == checks_of(connection)
        db.engine.dispose()
    app.extensions["guest_pages"].engine.dispose()
