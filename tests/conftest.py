"""What every test may ask for: the application on a database of its own, a named cast, a browser of words.

`app` runs a test twice, on SQLite and on PostgreSQL: what works on one of them alone does not work.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from app import create_app
from app.activity import versions
from app.extensions import db
from config import TestSettings
from tests.services.postgres import Cluster
from tests.visiting import Visitor
from tests.world import World, populate

pytest_plugins = ["tests.services.fixtures"]


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to copy."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(TestSettings(folder))
    with app.app_context():
        db.create_all()
        db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
    return folder / "test.db"


@pytest.fixture(scope="session")
def postgres_tables(postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL database with all tables, emptied before each test."""
    with postgres_cluster.database() as url:
        app = create_app(TestSettings(tmp_path_factory.mktemp("postgres"), url))
        with app.app_context():
            db.create_all()
            db.engine.dispose()
        yield url


def _close(app: Flask) -> None:
    with app.app_context():
        versions.forget(db.session())
        db.session.remove()
        db.engine.dispose()
    app.extensions["guest_pages"].engine.dispose()
    app.extensions["search"].close()


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path, empty_sqlite: Path) -> Iterator[Flask]:
    if request.param == "sqlite":
        shutil.copy(empty_sqlite, tmp_path / "test.db")
        app = create_app(TestSettings(tmp_path))
    else:
        app = create_app(TestSettings(tmp_path, request.getfixturevalue("postgres_tables")))
        with app.app_context(), db.engine.begin() as connection:
            tables = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield app
    _close(app)


@pytest.fixture
def world(app: Flask) -> World:
    """The named cast in `app`'s database."""
    return populate(app)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser and no account; `visitor.signed_in_as(email)` is somebody who has."""
    return Visitor(app)
