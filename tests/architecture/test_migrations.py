"""Migrations: up from empty on both databases, to exactly the tables that the code has."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app import create_app
from app.extensions import db
from config import TestSettings


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
            made, checks = inspect(connection), {}
            for table in db.metadata.sorted_tables:
                checks[table.name] = {check["name"] for check in made.get_check_constraints(table.name)}
            missing = {
                str(rule.name)
                for table in db.metadata.sorted_tables
                for rule in table.constraints
                if type(rule).__name__ == "CheckConstraint" and str(rule.name) not in checks[table.name]
            }
            assert missing == set()
        downgrade(revision="base")
        with db.engine.connect() as connection:
            assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()
    app.extensions["guest_pages"].engine.dispose()
