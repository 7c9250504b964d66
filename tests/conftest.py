"""What every test may ask for: the application on a database of its own, a named cast, a browser of words.

`app` runs a test twice, on SQLite and on PostgreSQL: what works on one of them alone does not work.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from app import create_app
from tests import passwords
from tests.databases import KINDS, Databases, close
from tests.routes import share_routes
from tests.statements import share_statements
from tests.templates import share_templates
from tests.visiting import Visitor
from tests.world import World, populate

pytest_plugins = ["tests.services.fixtures"]
passwords.cheap_passwords()
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")  # a slow machine is no fault
share_routes()
share_statements()
share_templates()


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    made = Databases(tmp_path_factory.mktemp("empty"), lambda: request.getfixturevalue("postgres_cluster"))
    yield made
    made.close()


@pytest.fixture(scope="module", params=KINDS)
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that the test runs on now."""
    kind: str = request.param
    return kind


@pytest.fixture
def app(database: str, databases: Databases, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(databases.settings(database, tmp_path) if database == "sqlite" else databases.emptied(tmp_path))
    yield app
    close(app)


@pytest.fixture
def real_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashed as where the product runs."""
    monkeypatch.setattr("app.accounts.passwords._hasher", passwords.REAL)


@pytest.fixture
def world(app: Flask) -> World:
    """The named cast in `app`'s database."""
    return populate(app)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser and no account; `visitor.signed_in_as(email)` is somebody who has."""
    return Visitor(app)
