"""What a test of the index asks for. `backend` and `library` run it on both backends, `whoosh` and `postgres` on one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.search.backend import SearchBackend
from app.search.postgres_backend import PostgresBackend
from app.search.whoosh_backend import WhooshBackend
from tests.search.corpus import CORPUS
from tests.search.places import closed, opened
from tests.services.postgres import Cluster

BOTH = ["whoosh", "postgresql"]


@pytest.fixture(scope="session")
def search_database(postgres_cluster: Cluster) -> Iterator[str]:
    with postgres_cluster.database() as url:
        yield url


@pytest.fixture
def empty_database(search_database: str) -> str:
    """A database in which there is no index."""
    engine = create_engine(search_database)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS search_index CASCADE"))
    engine.dispose()
    return search_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"


@pytest.fixture(params=BOTH)
def address(request: pytest.FixtureRequest, folder: Path) -> str:
    """Where an index will be, on each backend."""
    return str(folder) if request.param == "whoosh" else request.getfixturevalue("empty_database")


@pytest.fixture
def unbuilt(address: str) -> Iterator[SearchBackend]:
    """A backend without an index."""
    backend = opened(address)
    yield backend
    closed(backend)


@pytest.fixture
def another(address: str) -> Iterator[SearchBackend]:
    """A second backend on the index of `backend`, as another process has it."""
    backend = opened(address)
    yield backend
    closed(backend)


@pytest.fixture
def backend(unbuilt: SearchBackend) -> SearchBackend:
    unbuilt.rebuild(CORPUS)
    return unbuilt


@pytest.fixture(scope="module", params=BOTH)
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgres_cluster: Cluster
) -> Iterator[SearchBackend]:
    """The corpus for tests that only read."""
    with postgres_cluster.database() as url:
        place = url if request.param == "postgresql" else str(tmp_path_factory.mktemp("library") / "search")
        backend = opened(place)
        backend.rebuild(CORPUS)
        yield backend
        closed(backend)


@pytest.fixture
def whoosh(folder: Path) -> Iterator[WhooshBackend]:
    """The corpus in a folder, for what is a folder's own affair."""
    backend = WhooshBackend(folder)
    backend.rebuild(CORPUS)
    yield backend
    backend.close()


@pytest.fixture
def postgres(empty_database: str) -> Iterator[PostgresBackend]:
    """The corpus in a database, for what is a database's own affair."""
    backend = PostgresBackend(create_engine(empty_database))
    backend.rebuild(CORPUS)
    yield backend
    closed(backend)
